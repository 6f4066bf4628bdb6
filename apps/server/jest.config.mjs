import { jestConfig } from '../../jest.preset.mjs';
export default { ...jestConfig('server', import.meta.dirname), testTimeout: 30_000 };

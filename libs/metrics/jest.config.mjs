import { jestConfig } from '../../jest.preset.mjs';
export default jestConfig('metrics', import.meta.dirname);

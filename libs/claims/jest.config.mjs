import { jestConfig } from '../../jest.preset.mjs';
export default jestConfig('claims', import.meta.dirname);

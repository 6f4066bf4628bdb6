import { jestConfig } from '../../jest.preset.mjs';
export default jestConfig('contracts', import.meta.dirname);

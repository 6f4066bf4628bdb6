import { jestConfig } from '../../jest.preset.mjs';
export default jestConfig('tag-library', import.meta.dirname);

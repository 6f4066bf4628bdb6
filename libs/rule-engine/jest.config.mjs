import { jestConfig } from '../../jest.preset.mjs';
export default jestConfig('rule-engine', import.meta.dirname);

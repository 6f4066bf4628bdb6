import { jestConfig } from '../../jest.preset.mjs';
export default {
  ...jestConfig('server', import.meta.dirname),
  testTimeout: 30_000,
  maxWorkers: 2,
  globalSetup: '<rootDir>/src/testing/global-setup.mjs',
  globalTeardown: '<rootDir>/src/testing/global-teardown.mjs',
};

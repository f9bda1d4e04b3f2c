/** Specs run as ES modules (see the test scripts); `source` lets #libs/* resolve to TypeScript. */
export default {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest'] },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/migrations', '<rootDir>/seed'],
  testMatch: process.env.TEST_LONG ? ['**/*.long.ts'] : ['**/*.spec.ts'],
  globalSetup: '<rootDir>/libs/testing/global-setup.mjs',
  globalTeardown: '<rootDir>/libs/testing/global-teardown.mjs',
  testTimeout: process.env.TEST_LONG ? 3_600_000 : 60_000,
  maxWorkers: 2,
};

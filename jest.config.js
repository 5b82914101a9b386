const shared = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'es6' } },
    ],
  },
};

/** Two tiers: `node` needs only Node and git, `real` needs the binaries of `npm run real:build`. */
export default {
  // A limit for what hangs, not a measure: on a busy machine a test may take many times its usual time.
  testTimeout: 60_000,
  projects: [
    {
      ...shared,
      displayName: 'node',
      testMatch: ['<rootDir>/test/{unit,contract,project}/**/*.test.ts'],
    },
    { ...shared, displayName: 'real', testMatch: ['<rootDir>/test/real/**/*.test.ts'] },
  ],
};

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
  projects: [
    {
      ...shared,
      displayName: 'node',
      testMatch: ['<rootDir>/test/{unit,contract,project}/**/*.test.ts'],
    },
    { ...shared, displayName: 'real', testMatch: ['<rootDir>/test/real/**/*.test.ts'] },
  ],
};

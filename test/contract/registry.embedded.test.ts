import { describe } from '@jest/globals';
import { startRegistry } from '../../src/demo/registry/registry.ts';
import { describeRegistry, LOGIN } from './registry-suite.ts';

describe('the embedded registry', () => {
  describeRegistry(({ maxPage, auth: kind }) =>
    startRegistry({ maxPage, auth: kind === 'none' ? { kind } : { kind, login: LOGIN } }),
  );
});

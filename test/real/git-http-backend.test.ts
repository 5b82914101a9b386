import { describe } from '@jest/globals';
import { describeGit } from '../contract/git-suite.ts';
import { startHttpBackend } from './support/git-http-backend.ts';

describe('git http-backend', () => describeGit(startHttpBackend));

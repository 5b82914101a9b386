import { describe } from '@jest/globals';
import { startKubeApi } from '../../src/demo/kube/server.ts';
import { describeApplications } from './applications-suite.ts';

describe('Applications on the embedded API server', () => {
  describeApplications(startKubeApi);
});

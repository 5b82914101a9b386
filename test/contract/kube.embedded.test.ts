import { describe } from '@jest/globals';
import { startKubeApi } from '../../src/demo/kube/server.ts';
import { describeKube } from './kube-suite.ts';

describe('the embedded API server', () => {
  describeKube(async () => {
    const tokens = { admin: 'admin-token', restricted: 'restricted-token' };
    const rules = [{ apiGroups: ['argoproj.io'], resources: ['applications'], verbs: ['get'] }];
    const api = await startKubeApi({
      users: [
        { name: 'admin', token: tokens.admin },
        { name: 'restricted', token: tokens.restricted, rules },
      ],
    });
    return {
      url: api.url,
      tokens,
      bookmarkSeconds: 3,
      compact: async () => api.compact(),
      stop: () => api.stop(),
    };
  });
});

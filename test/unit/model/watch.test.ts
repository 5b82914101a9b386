import { expect, it } from '@jest/globals';
import { appName } from '../../../src/model/watch.ts';

it('names an Application as people write it', () => {
  expect(appName({ namespace: 'argocd', name: 'back' })).toBe('argocd/back');
});

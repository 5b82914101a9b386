import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { fromRoot } from '../../../infra/paths.ts';

const ROOT = join(import.meta.dirname, '../../..');

it.each([
  ['vendor/argo-cd.tgz', join(ROOT, 'vendor/argo-cd.tgz')],
  ['/srv/argo-cd.tgz', '/srv/argo-cd.tgz'],
  ['~/.kube/config', '~/.kube/config'],
])('%s is %s', (path, absolute) => {
  expect(fromRoot(path)).toBe(absolute);
});

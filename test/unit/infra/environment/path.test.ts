import { expect, it } from '@jest/globals';
import { printPath } from '../../../../infra/environment/path.ts';

it.each([
  [[], ''],
  [['tagboat:environment'], 'tagboat:environment'],
  [['services', 0, 'rollout', 'kind'], 'services[0].rollout.kind'],
  [['steps', 1, 2], 'steps[1][2]'],
])('%j is written %s', (path, text) => {
  expect(printPath(path)).toBe(text);
});

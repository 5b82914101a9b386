import { expect, it } from '@jest/globals';
import { entryPath, inOneLine } from '../../../../infra/environment/finding.ts';

it('is told in one line that a terminal can show', () => {
  const finding = {
    path: entryPath('services', 1, '.image'),
    found: 'a\u001b[31m',
    reason: 'it is no image',
    wayOut: 'write one',
  };
  expect(inOneLine(finding)).toBe(
    'tagboat:environment.services[1].image: found a\\u001b[31m: it is no image; write one',
  );
});

import { describe, expect, it } from '@jest/globals';
import { isTag, parseTagPage } from '../../../../src/registry/wire/tag-page.ts';

describe('isTag', () => {
  it.each(['v1.0.3', '_a', '20251114-173059', 'A'.repeat(128)])('takes %s', (text) => {
    expect(isTag(text)).toBe(true);
  });

  it.each(['', '.a', '-a', 'a b', 'a/b', 'a\u001b[2J', 'é', 'A'.repeat(129), 'a\n'])(
    'leaves out %j',
    (text) => {
      expect(isTag(text)).toBe(false);
    },
  );
});

const read = (text: string) => parseTagPage(Buffer.from(text), 'https://reg.example');

describe('parseTagPage', () => {
  it.each([
    ['{"name": "a", "tags": ["1", "2"]}', ['1', '2']],
    ['{"name": "a", "tags": null}', []],
    ['{"name": "a"}', []],
  ])('reads %s', (text, value) => {
    expect(read(text)).toEqual({ ok: true, value });
  });

  it.each(['<html>', '[]', '{"tags": [1]}', '{"tags": "1"}'])('refuses %s', (text) => {
    expect(read(text)).toMatchObject({ ok: false, error: { code: 'refused' } });
  });

  it('shows how it starts, fit for a terminal', () => {
    expect(read(`\u001b[2J<title>Log in</title>${' '.repeat(999)}`)).toMatchObject({
      error: {
        problem: { found: expect.stringMatching(/^"\\u001b\[2J<title>Log in<\/title> +"$/) },
      },
    });
  });
});

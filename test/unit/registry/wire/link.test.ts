import { describe, expect, it } from '@jest/globals';
import { nextPage } from '../../../../src/registry/wire/link.ts';

const FROM = 'https://reg.example:5000/v2/a/tags/list?n=2';

describe('nextPage', () => {
  it.each([
    [
      '</v2/a/tags/list?last=b&n=2>; rel="next"',
      'https://reg.example:5000/v2/a/tags/list?last=b&n=2',
    ],
    ['<https://reg.example:5000/x>; rel=next', 'https://reg.example:5000/x'],
    ['<?last=b>;rel="next"', 'https://reg.example:5000/v2/a/tags/list?last=b'],
    ['</first>; rel="first", </next,x>; title="a"; rel="next"', 'https://reg.example:5000/next,x'],
  ])('follows %s', (header, url) => {
    expect(nextPage(header, FROM)).toEqual({ ok: true, value: url });
  });

  it.each([undefined, '', '</x>; rel="prev"', 'garbage', '</x>; rel="nextish"'])(
    'ends at %j',
    (header) => {
      expect(nextPage(header, FROM)).toEqual({ ok: true, value: undefined });
    },
  );

  it.each([
    'https://evil.example/v2/a/tags/list',
    '//evil.example/x',
    'http://reg.example:5000/x',
    'https://reg.example/x',
    'https://reg.example:5000@evil.example/',
    'http://[',
  ])('refuses to take credentials to %s', (target) => {
    expect(nextPage(`<${target}>; rel="next"`, FROM)).toMatchObject({
      ok: false,
      error: { code: 'refused' },
    });
  });
});

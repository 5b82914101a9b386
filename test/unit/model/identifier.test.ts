import { describe, expect, it } from '@jest/globals';
import { parseIdentifier, parseImageList } from '../../../src/model/identifier.ts';

const DIGEST = `sha256:${'0'.repeat(64)}`;

describe('parseIdentifier', () => {
  it.each([
    ['nginx', { alias: '', registry: '', repository: 'nginx', constraint: undefined }],
    [
      'docker.io/library/nginx:1.2',
      { alias: '', registry: 'docker.io', repository: 'library/nginx', constraint: '1.2' },
    ],
    [
      'docker.io/library/nginx:~1.2',
      { alias: '', registry: 'docker.io', repository: 'library/nginx', constraint: '~1.2' },
    ],
    [
      '127.0.0.1:5000/foo/bar:~1.2',
      { alias: '', registry: '127.0.0.1:5000', repository: 'foo/bar', constraint: '~1.2' },
    ],
    [
      'localhost:5000/foo/bar:1.x',
      { alias: '', registry: 'localhost:5000', repository: 'foo/bar', constraint: '1.x' },
    ],
    [
      'localhost:5000/foo/bar:~1',
      { alias: '', registry: 'localhost:5000', repository: 'foo/bar', constraint: '~1' },
    ],
    [
      'registry:5000/foo:~1',
      { alias: '', registry: 'registry:5000', repository: 'foo', constraint: '~1' },
    ],
    ['nginx:>=1.0', { alias: '', registry: '', repository: 'nginx', constraint: '>=1.0' }],
    ['nginx:!=1.0', { alias: '', registry: '', repository: 'nginx', constraint: '!=1.0' }],
    ['nginx:=1.0', { alias: '', registry: '', repository: 'nginx', constraint: '=1.0' }],
    ['a=nginx:>=1.0 <2', { alias: 'a', registry: '', repository: 'nginx', constraint: '>=1.0 <2' }],
    [
      'x=quay.io/a/b:1.x || 2.x',
      { alias: 'x', registry: 'quay.io', repository: 'a/b', constraint: '1.x || 2.x' },
    ],
    [
      'r=localhost:5000/a:>=1',
      { alias: 'r', registry: 'localhost:5000', repository: 'a', constraint: '>=1' },
    ],
    [
      'back = quay.io/a',
      { alias: 'back', registry: 'quay.io', repository: 'a', constraint: undefined },
    ],
    ['org/app=a/b', { alias: 'org/app', registry: '', repository: 'a/b', constraint: undefined }],
    [`nginx:1.2@${DIGEST}`, { alias: '', registry: '', repository: 'nginx', constraint: '1.2' }],
    [`nginx@${DIGEST}`, { alias: '', registry: '', repository: 'nginx', constraint: undefined }],
    [
      'app=quay.io/a/b:latest',
      { alias: 'app', registry: 'quay.io', repository: 'a/b', constraint: 'latest' },
    ],
  ])('reads %s', (text, { alias, registry, repository, constraint }) => {
    const expected = { alias, image: { registry, repository } };

    expect(parseIdentifier(text)).toEqual({
      ok: true,
      value: constraint === undefined ? expected : { ...expected, constraint },
    });
  });

  it.each([
    ['', 'image-list entry nothing: names no image: nothing'],
    ['=nginx', 'image-list entry "=nginx": has a bad alias nothing'],
    ['my alias=nginx', 'has a bad alias "my alias"'],
    ['nginx>=1', 'has a bad alias "nginx>"'],
    ['a=', 'names no image: nothing'],
    ['a=b=nginx', 'names no image: "b=nginx"'],
    ['quay.io/Foo/bar', 'names no image: "quay.io/Foo/bar"'],
    ['nginx:', 'has nothing behind the colon'],
    ['nginx: ', 'has nothing behind the colon'],
    ['nginx@sha256:12', 'has a bad digest'],
    ['https://quay.io/a', 'has a slash behind the colon'],
    ['x\u001b[31m', 'names no image: "x\\u001b[31m"'],
    [`nginx:${'1'.repeat(1000)}`, 'is longer than 1000 characters'],
  ])('refuses %j, saying why', (text, sentence) => {
    const parsed = parseIdentifier(text);

    expect(parsed).toMatchObject({ ok: false, error: { code: 'invalid-config' } });
    expect(parsed.ok ? '' : parsed.error.message).toContain(sentence);
    expect(parsed.ok ? '' : parsed.error.message).toContain('; expected ');
  });
});

describe('parseImageList', () => {
  it('reads what it can and reports the rest', () => {
    const { identifiers, errors } = parseImageList('a=nginx:~1, B@d,\n quay.io/x ,');

    expect(identifiers.map(({ alias, image }) => [alias, image.repository])).toEqual([
      ['a', 'nginx'],
      ['', 'x'],
    ]);
    expect(errors.map(({ problem }) => problem.where)).toEqual(['image-list entry "B@d"']);
  });

  it.each([
    ['nginx:>=1.0,<2', []],
    ['nginx, b=redis:>=1, <2, !=1.5, c=caddy', ['nginx', 'caddy']],
    ['nginx, B@d, <2', ['nginx']],
  ])('takes no image with half of the constraint that a comma has cut: %s', (list, left) => {
    const { identifiers, errors } = parseImageList(list);

    expect(identifiers.map(({ image }) => image.repository)).toEqual(left);
    expect(errors.at(-1)?.message).toContain(
      'a comma separates images here: write a space between the parts of a constraint',
    );
  });

  it('reads an empty value as an empty list', () => {
    expect(parseImageList(' ')).toEqual({ identifiers: [], errors: [] });
  });
});

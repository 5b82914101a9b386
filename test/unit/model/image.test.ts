import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  formatImage,
  type ImageRef,
  imageName,
  parseImage,
  repositoryOf,
  sameImage,
} from '../../../src/model/image.ts';
import { holds } from '../../support/holds.ts';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

function image(text: string): ImageRef {
  const parsed = parseImage(text);
  if (!parsed.ok) throw parsed.error;
  return parsed.value;
}

describe('parseImage', () => {
  it.each([
    ['nginx', { registry: '', repository: 'nginx' }],
    ['nginx:1.25', { registry: '', repository: 'nginx', tag: '1.25' }],
    ['library/nginx', { registry: '', repository: 'library/nginx' }],
    ['docker.io/library/nginx:1', { registry: 'docker.io', repository: 'library/nginx', tag: '1' }],
    ['quay.io/a/b/c:v1', { registry: 'quay.io', repository: 'a/b/c', tag: 'v1' }],
    ['localhost/x', { registry: 'localhost', repository: 'x' }],
    ['localhost:5000/x:1', { registry: 'localhost:5000', repository: 'x', tag: '1' }],
    ['registry:5000/a/b', { registry: 'registry:5000', repository: 'a/b' }],
    ['registry:5000', { registry: '', repository: 'registry', tag: '5000' }],
    ['[::1]:5000/x:1', { registry: '[::1]:5000', repository: 'x', tag: '1' }],
    ['[fe80::1]/x', { registry: '[fe80::1]', repository: 'x' }],
    ['Registry.Example.com/x', { registry: 'Registry.Example.com', repository: 'x' }],
    ['a__b/c.d/e--f', { registry: '', repository: 'a__b/c.d/e--f' }],
    [`x@${DIGEST}`, { registry: '', repository: 'x', digest: DIGEST }],
    [`r.io/x:1@${DIGEST}`, { registry: 'r.io', repository: 'x', tag: '1', digest: DIGEST }],
  ])('reads %s', (text, expected) => {
    expect(image(text)).toEqual(expected);
  });

  it.each([
    '',
    ' ',
    'Nginx',
    'quay.io/Foo/bar',
    'nginx:',
    'nginx:a b',
    `nginx:${'a'.repeat(129)}`,
    'nginx:~1.2',
    'nginx@sha256:abc',
    'nginx@',
    '/nginx',
    'nginx/',
    'a//b',
    'quay.io/',
    'https://quay.io/x',
    'a___b',
    '-x',
    'exa_mple.com/x',
    'a'.repeat(256),
    'nginx\n',
  ])('refuses %j', (text) => {
    expect(parseImage(text)).toMatchObject({ ok: false, error: { code: 'invalid-config' } });
  });

  it('says what it found and what it expects, without control characters', () => {
    expect(parseImage('Back\u001b:1')).toMatchObject({
      error: {
        message:
          'image "Back\\u001b:1": is not the name of an image; ' +
          'expected [registry[:port]/]repository[:tag][@digest], the repository in lower case',
      },
    });
  });

  it('is undone by formatImage', () => {
    const part = fc.stringMatching(/^[a-z0-9]{1,8}$/);
    const text = fc
      .record({
        registry: fc.constantFrom('', 'docker.io/', 'localhost:5000/', 'r.example.com:443/'),
        path: fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/')),
        tag: fc.oneof(
          fc.constant(''),
          fc.stringMatching(/^\w[\w.-]{0,20}$/).map((t) => `:${t}`),
        ),
        digest: fc.constantFrom('', `@${DIGEST}`),
      })
      .map(({ registry, path, tag, digest }) => `${registry}${path}${tag}${digest}`);

    holds(fc.property(text, (written) => formatImage(image(written)) === written));
  });
});

describe('imageName', () => {
  it('leaves tag and digest out', () => {
    expect(imageName(image(`quay.io/a/b:1@${DIGEST}`))).toBe('quay.io/a/b');
    expect(imageName(image('nginx:1'))).toBe('nginx');
  });
});

describe('sameImage', () => {
  it.each([
    ['nginx', 'docker.io/nginx:1'],
    ['nginx', 'library/nginx'],
    ['nginx', 'index.docker.io/library/nginx'],
    ['a/b', 'docker.io/a/b'],
    ['quay.io/a/b:1', 'quay.io/a/b:2'],
    ['QUAY.io/a', 'quay.io/a'],
  ])('%s is %s', (a, b) => {
    expect(sameImage(image(a), image(b))).toBe(true);
  });

  it.each([
    ['nginx', 'quay.io/nginx'],
    ['quay.io/nginx', 'quay.io/library/nginx'],
    ['a/nginx', 'nginx'],
    ['localhost:5000/x', 'localhost:5001/x'],
  ])('%s is not %s', (a, b) => {
    expect(sameImage(image(a), image(b))).toBe(false);
  });
});

describe('repositoryOf', () => {
  it.each([
    ['nginx', 'docker.io', 'library/nginx'],
    ['a/b', 'docker.io', 'a/b'],
    ['docker.io/nginx', 'docker.io', 'library/nginx'],
    ['registry-1.docker.io/nginx', 'docker.io', 'library/nginx'],
    ['quay.io/nginx', 'quay.io', 'nginx'],
    ['localhost:5000/x', 'localhost:5000', 'x'],
  ])('%s is listed at %s %s', (text, registry, path) => {
    expect(repositoryOf(image(text))).toEqual({ registry, path });
  });
});

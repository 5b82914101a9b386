import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { parseChallenge } from '../../../../src/registry/wire/challenge.ts';
import { holds } from '../../../support/holds.ts';

const bearer = { kind: 'bearer', realm: 'https://auth.example/token', service: 'reg.example' };

describe('parseChallenge', () => {
  it.each([
    ['Basic realm="a, b"', { kind: 'basic' }],
    ['basic', { kind: 'basic' }],
    [
      'Bearer realm="https://auth.example/token",service="reg.example",scope="a:b:pull,push"',
      bearer,
    ],
    ['BEARER Realm = "https://auth.example/token" , Service=reg.example', bearer],
    ['Basic realm="x", Bearer realm="https://auth.example/token",service="reg.example"', bearer],
    ['Bearer realm="https://auth.example/token"', { ...bearer, service: undefined }],
    ['Bearer realm="a\\"b"', { kind: 'bearer', realm: 'a"b', service: undefined }],
  ])('reads %s', (header, challenge) => {
    expect(parseChallenge(header)).toEqual(challenge);
  });

  it.each([undefined, '', 'Negotiate', 'Bearer', 'Bearer scope="x"', 'Digest realm="x"'])(
    'knows no answer to %j',
    (header) => {
      expect(parseChallenge(header)).toBeUndefined();
    },
  );

  it('finds a realm wherever other parameters stand', () => {
    const parameter = fc.constantFrom('scope="a,b"', 'error="x"', 'service=s', 'charset="UTF-8"');
    holds(
      fc.property(fc.array(parameter), fc.array(parameter), (before, after) => {
        const header = `Bearer ${[...before, 'realm="https://a/t"', ...after].join(',')}`;
        expect(parseChallenge(header)).toMatchObject({ kind: 'bearer', realm: 'https://a/t' });
      }),
    );
  });
});

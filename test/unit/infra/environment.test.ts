import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { stringify } from 'yaml';
import { readEnvironment } from '../../../infra/environment.ts';
import { holds } from '../../support/holds.ts';

const SMALLEST = `config:
  tagboat:environment:
    name: prod
    gitops: { repository: https://github.com/acme/gitops }
`;

function told(text: string): readonly string[] {
  const result = readEnvironment(text, 'Pulumi.prod.yaml');
  if (result.ok) throw new Error('expected mistakes');
  return result.error.message.split('\n');
}

describe('an environment file', () => {
  it('may be four lines long: all the rest has defaults', () => {
    const result = readEnvironment(SMALLEST, 'Pulumi.prod.yaml');
    expect(result).toMatchObject({
      ok: true,
      value: {
        environment: {
          name: 'prod',
          delivery: 'gitops',
          gitops: { branch: 'main' },
          updater: { engine: 'tagboat', interval: '2m' },
          services: [],
        },
        secretKeys: [],
      },
    });
  });

  it('names the encrypted keys beside the environment, and reads none', () => {
    const result = readEnvironment(
      `${SMALLEST}  tagboat:ghcrToken:\n    secure: v1:abc\n`,
      'Pulumi.prod.yaml',
    );
    expect(result).toMatchObject({ ok: true, value: { secretKeys: ['ghcrToken'] } });
    expect(JSON.stringify(result)).not.toContain('v1:abc');
  });

  it('tells every mistake at once, in the order of the file, with line and path', () => {
    const text = `${SMALLEST}    deliveri: direct
    registries:
      - { name: ghcr, prefix: ghcr.io, auth: { kind: tokn } }
    services:
      - name: back
        image: ghcr.io/acme/back
        initialTag: 1.0
        rollout:
          kind: canary
          steps:
            - setWeigt: 20
            - setWeight: 200
`;
    expect(told(text)).toEqual([
      'Pulumi.prod.yaml: 7 mistakes',
      expect.stringMatching(
        /^ {2}line 5, tagboat:environment\.deliveri: is not known; .*did you mean delivery\?$/,
      ),
      expect.stringMatching(
        /^ {2}line 7, tagboat:environment\.registries\[0\]\.auth\.kind: .*found "tokn"; expected one of none, workloadIdentity, token; did you mean token\?$/,
      ),
      expect.stringMatching(/^ {2}line 9, tagboat:environment\.services\[0\]\.team: is missing/),
      expect.stringMatching(
        /^ {2}line 11, .*initialTag: .*found number 1; expected a text; write it between quotation marks$/,
      ),
      expect.stringMatching(/^ {2}line 15, .*steps\[0\]\.setWeight: is missing/),
      expect.stringMatching(/^ {2}line 15, .*steps\[0\]\.setWeigt: .*did you mean setWeight\?$/),
      expect.stringMatching(/^ {2}line 16, .*steps\[1\]\.setWeight: .*expected at most 100$/),
    ]);
  });

  it('never tells a secret that was written where its name belongs', () => {
    const secret = 'ghp_0123456789abcdefghij';
    const text = `${SMALLEST}    argocd: { adminPasswordHash: ${secret} }\n  tagboat:plain: ${secret}\n`;
    expect(told(text).join('\n')).not.toContain(secret);
    expect(told(text)).toHaveLength(3);
  });

  it('strips what would reach into a terminal', () => {
    const text = `${SMALLEST}    "a\\e[31mb": 1\n`;
    expect(told(text)[1]).toContain('a\\u001b[31mb');
  });

  it('never makes the reader throw, whatever stands in it', () => {
    const anything = fc.oneof(
      fc.string(),
      fc.jsonValue().map((value) => stringify(value)),
      fc.jsonValue().map((value) => stringify({ config: { 'tagboat:environment': value } })),
      fc
        .record({ services: fc.jsonValue(), registries: fc.jsonValue(), __proto__: fc.jsonValue() })
        .map((value) => stringify({ config: { 'tagboat:environment': value } })),
    );
    holds(
      fc.property(anything, (text) => {
        const result = readEnvironment(text, 'Pulumi.prod.yaml');
        return !result.ok && result.error.code === 'invalid-config';
      }),
    );
  });
});

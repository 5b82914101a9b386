import { describe, expect, it } from '@jest/globals';
import { parseRegistriesConf } from '../../../../src/registry/wire/registries-conf.ts';

const read = (text: string) => parseRegistriesConf(text, 'registries.conf');

describe('parseRegistriesConf', () => {
  it('reads every key that upstream has', () => {
    const text = `
registries:
- name: Docker Hub
  api_url: https://registry-1.docker.io
  prefix: docker.io
  ping: Yes
  credentials: secret:foo/bar#creds
  credsexpire: 12h
  tagsortmode: latest-first
  insecure: no
  ca_file: /ca.pem
  ca_data: PEM
  defaultns: library
  limit: 20
  default: true
- name: Other
  api_url: http://localhost:5000
`;
    const parsed = read(text);
    expect(parsed.ok && parsed.value).toEqual([
      {
        name: 'Docker Hub',
        api_url: 'https://registry-1.docker.io',
        prefix: 'docker.io',
        ping: true,
        credentials: 'secret:foo/bar#creds',
        credsexpire: '12h',
        tagsortmode: 'latest-first',
        insecure: false,
        ca_file: '/ca.pem',
        ca_data: 'PEM',
        defaultns: 'library',
        limit: 20,
        default: true,
      },
      {
        name: 'Other',
        api_url: 'http://localhost:5000',
        prefix: '',
        ping: true,
        tagsortmode: 'none',
        insecure: false,
        default: false,
      },
    ]);
  });

  it.each([
    [
      'registries:\n- name: A\n  api_url: https://a\n  credential: x',
      ':4',
      'did you mean credentials?',
    ],
    ['registry: []', ':1', 'did you mean registries?'],
    ['registries:\n- name: A\n  api_url: ftp://a', ':3', 'api_url'],
    ['registries:\n- name: A\n\n  api_url: https://a\n  limit: fast', ':5', 'limit'],
    ['registries:\n- api_url: https://a', ':2', 'name'],
    ['registries:\n  - name: [', ':2', 'does not parse'],
    ['', ':1', 'the file cannot be used'],
  ])('names the line of the mistake in %j', (text, line, said) => {
    const parsed = read(text);
    expect(parsed).toMatchObject({ ok: false, error: { code: 'invalid-config' } });
    expect(!parsed.ok && parsed.error.message).toContain(`registries.conf${line}`);
    expect(!parsed.ok && parsed.error.message).toContain(said);
  });

  it('suggests nothing for a key that is like no other', () => {
    const parsed = read('registries:\n- name: A\n  api_url: https://a\n  colour: blue');
    expect(!parsed.ok && parsed.error.message).toMatch(/colour is not known$/);
  });

  it('stops at aliases that multiply', () => {
    const bomb = `a: &a [${'x,'.repeat(50)}]\nb: &b [${'*a,'.repeat(50)}]\nregistries: [${'*b,'.repeat(50)}]`;
    expect(() => read(bomb)).not.toThrow();
    expect(read(bomb).ok).toBe(false);
  });
});

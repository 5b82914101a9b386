import { describe, expect, it } from '@jest/globals';
import { builtInRegistries, readRegistries } from '../../../src/registry/registries.ts';

function read(text: string) {
  return readRegistries({ where: 'registries.conf', text, namespace: 'argocd', readFile });
}

function readFile(path: string): string {
  if (path.endsWith('.pem')) return `PEM of ${path}`;
  throw new Error('no such file');
}

/** The registries of entries in YAML's flow style. */
function configured(...entries: readonly string[]) {
  const registries = read(`registries:\n${entries.map((entry) => `- {${entry}}`).join('\n')}`);
  if (!registries.ok) throw registries.error;
  return registries.value;
}

const ref = (registry: string, path: string) => ({ registry, path });

describe('without configuration', () => {
  it.each(['docker.io', '', 'index.docker.io'])('finds Docker Hub as %j', (registry) => {
    expect(builtInRegistries.locate(ref(registry, 'nginx'))).toEqual({
      endpoint: {
        name: 'Docker Hub',
        apiUrl: 'https://registry-1.docker.io',
        limit: 10,
        ping: true,
      },
      path: 'library/nginx',
    });
  });

  it('adds library/ once', () => {
    expect(builtInRegistries.locate(ref('docker.io', 'library/nginx')).path).toBe('library/nginx');
    expect(builtInRegistries.locate(ref('docker.io', 'team/app')).path).toBe('team/app');
  });

  it('asks any other registry by TLS at its name', () => {
    expect(builtInRegistries.locate(ref('reg.example:5000', 'app'))).toEqual({
      endpoint: {
        name: 'reg.example:5000',
        apiUrl: 'https://reg.example:5000',
        limit: 20,
        ping: true,
      },
      path: 'app',
    });
  });
});

describe('configured registries', () => {
  it('are found by their prefix', () => {
    const registries = configured(
      'name: A, prefix: ghcr.io, api_url: "https://mirror.example/ghcr/"',
      'name: B, prefix: localhost:5000, api_url: "http://localhost:5000", limit: 7, ping: no',
    );
    expect(registries.locate(ref('ghcr.io', 'a/b')).endpoint).toMatchObject({
      name: 'A',
      apiUrl: 'https://mirror.example/ghcr',
      limit: undefined,
      ping: true,
    });
    expect(registries.locate(ref('localhost:5000', 'b')).endpoint).toMatchObject({
      apiUrl: 'http://localhost:5000',
      limit: 7,
      ping: false,
    });
    expect(registries.locate(ref('docker.io', 'nginx')).endpoint.name).toBe('Docker Hub');
  });

  it('are found by the longest prefix that ends at a slash, unless one has the very name', () => {
    const registries = configured(
      'name: Team, prefix: reg.example/team, api_url: "https://a"',
      'name: Sub, prefix: reg.example/team/sub, api_url: "https://b"',
      'name: Whole, prefix: other.example, api_url: "https://c"',
      'name: Part, prefix: other.example/team, api_url: "https://d"',
    );
    const nameOf = (registry: string, path: string) =>
      registries.locate(ref(registry, path)).endpoint.name;
    expect(nameOf('reg.example', 'team/app')).toBe('Team');
    expect(nameOf('reg.example', 'team/sub/app')).toBe('Sub');
    expect(nameOf('reg.example', 'team2/app')).toBe('reg.example');
    expect(nameOf('other.example', 'team/app')).toBe('Whole');
  });

  it('may take the place of Docker Hub', () => {
    const registries = configured('name: Mirror, api_url: "https://mirror.example", default: true');
    expect(registries.locate(ref('docker.io', 'nginx'))).toMatchObject({
      endpoint: { name: 'Mirror', limit: undefined },
      path: 'library/nginx',
    });
  });

  it('put their namespace before bare names', () => {
    const registries = configured('name: A, prefix: a.example, api_url: "https://a", defaultns: x');
    expect(registries.locate(ref('a.example', 'app')).path).toBe('x/app');
    expect(registries.locate(ref('a.example', 'y/app')).path).toBe('y/app');
  });

  it('carry credentials, with their age', () => {
    const registries = configured(
      'name: A, prefix: a.example, api_url: "https://a", credentials: "secret:creds#login", credsexpire: 12h',
    );
    expect(registries.locate(ref('a.example', 'app')).endpoint).toMatchObject({
      credentials: { kind: 'secret', namespace: 'argocd', name: 'creds', field: 'login' },
      credentialsMaxAgeMs: 12 * 3_600_000,
    });
  });

  it('carry TLS options', () => {
    const registries = configured(
      'name: A, prefix: a, api_url: "https://a", ca_file: /a.pem, ca_data: INLINE',
      'name: B, prefix: b, api_url: "https://b", insecure: true',
      'name: C, prefix: c, api_url: "https://c"',
    );
    const tlsOf = (registry: string) => registries.locate(ref(registry, 'x')).endpoint.tls;
    expect(tlsOf('a')).toEqual({ insecure: false, ca: 'PEM of /a.pem\nINLINE' });
    expect(tlsOf('b')).toEqual({ insecure: true });
    expect(tlsOf('c')).toBeUndefined();
  });

  it('warn of an order of tags that is not used', () => {
    const entry = 'name: A, prefix: a, api_url: "https://a", tagsortmode: ';
    expect(configured(`${entry}latest-first`).warnings).toEqual([
      expect.stringContaining('registry A: tagsortmode'),
    ]);
    expect(configured(`${entry}none`).warnings).toEqual([]);
  });
});

describe('mistakes', () => {
  it.each([
    ['name: A, prefix: a, api_url: "https://a", default: true', 'default cannot be honoured'],
    ['name: A, prefix: a, api_url: "https://a", credentials: "hunter2"', 'credentials of A'],
    ['name: A, api_url: "https://a", credentials: "env:A", credsexpire: 1d', 'such as 12h'],
    [
      'name: A, api_url: "https://a"}\n- {name: B, prefix: docker.io, api_url: "https://b"',
      'two registries',
    ],
    ['name: A, api_url: "https://a", creds: x', 'the key creds is not known'],
  ])('name the entry: %s', (entry, said) => {
    const registries = read(`registries:\n- {${entry}}`);
    expect(registries).toMatchObject({ ok: false, error: { code: 'invalid-config' } });
    expect(!registries.ok && registries.error.message).toContain(said);
    expect(!registries.ok && registries.error.message).toContain('registries.conf');
    expect(!registries.ok && registries.error.message).not.toContain('hunter2');
  });

  it('include a CA that cannot be read', () => {
    const text = 'registries: [{name: A, api_url: "https://a", ca_file: /a.txt}]';
    expect(read(text)).toMatchObject({
      ok: false,
      error: { problem: { what: 'ca_file cannot be read (no such file)', found: '/a.txt' } },
    });
  });
});

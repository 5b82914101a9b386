import { describe, expect, it } from '@jest/globals';
import { TagboatError } from '../../../src/model/errors.ts';
import { type Login, Secret } from '../../../src/model/secret.ts';
import type { CredentialSource } from '../../../src/model/watch.ts';
import {
  readCredentialSource,
  type SourceDeps,
  sameLogin,
} from '../../../src/registry/credential-sources.ts';
import { secretsOf } from '../../support/secrets.ts';

const HUB = { repository: { registry: 'docker.io', path: 'library/nginx' } };
const SECRET = { kind: 'secret', namespace: 'apps', name: 'creds', field: 'login' } as const;
const PULL_SECRET = { kind: 'pullsecret', namespace: 'apps', name: 'pull' } as const;

const base64 = (text: string) => Buffer.from(text).toString('base64');
const shown = (login: Login) => `${login.username}:${login.password.reveal()}`;

/** The one Secret that there is. */
function depsWith(
  data: Readonly<Record<string, string>>,
  rest: Partial<SourceDeps> = {},
): SourceDeps {
  return {
    kube: secretsOf(() => data),
    readVariable: () => undefined,
    runScript: () => Promise.reject(new Error('no script')),
    ...rest,
  };
}

async function read(deps: SourceDeps, source: CredentialSource, wanted = HUB): Promise<string> {
  return shown((await readCredentialSource(deps, source))(wanted));
}

describe('secret:', () => {
  it('reads the field', async () => {
    expect(await read(depsWith({ login: 'u:p\n' }), SECRET)).toBe('u:p');
  });

  it.each([
    [
      {},
      'Secret apps/creds, key login: there is no login; found no keys; expected username:password',
    ],
    [{ user: 'u', password: 'hunter2' }, 'found the keys user, password'],
    [{ login: 'hunter2' }, 'found another form; expected username:password'],
  ])('says what is wrong with %j, never the value', async (data, said) => {
    const failed = read(depsWith(data), SECRET);
    await expect(failed).rejects.toMatchObject({ code: 'invalid-config' });
    await expect(failed).rejects.toThrow(said);
    await expect(failed).rejects.not.toThrow('hunter2');
  });

  it.each([
    ['not-found', 'invalid-config', 'Secret apps/creds: the Secret does not exist'],
    ['unauthorized', 'unauthorized', 'may not read the Secret'],
    ['unavailable', 'unavailable', 'test: down'],
  ] as const)('makes %s of the API %s', async (code, expected, said) => {
    const get = () => Promise.reject(new TagboatError(code, { what: 'down', where: 'test' }));
    const failed = read(depsWith({}, { kube: { get } }), SECRET);
    await expect(failed).rejects.toMatchObject({ code: expected });
    await expect(failed).rejects.toThrow(said);
  });

  it.each([
    ['the first', undefined, 'u:p'],
    ['the second when the first was refused', 'p', 'u:q'],
    ['the first when the second was refused', 'q', 'u:p'],
  ])('of two logins gives %s', async (_name, refused, given) => {
    const login = refused === undefined ? undefined : new Secret(refused);
    const wanted = { ...HUB, refused: login && { username: 'u', password: login } };
    const deps = depsWith({ login: 'u:p', 'login-next': 'u:q' });
    expect(await read(deps, SECRET, wanted)).toBe(given);
  });

  it('asks for the Secret by name', async () => {
    const asked: unknown[] = [];
    const get = (...args: readonly unknown[]) => {
      asked.push(args);
      return Promise.reject(new Error('stop'));
    };
    await expect(read(depsWith({}, { kube: { get } }), SECRET)).rejects.toThrow('stop');
    expect(asked).toMatchObject([
      [
        { group: '', version: 'v1', plural: 'secrets' },
        { namespace: 'apps', name: 'creds' },
      ],
    ]);
  });
});

describe('pullsecret:', () => {
  const auths = {
    'https://index.docker.io/v1/': { auth: base64('hub:p1') },
    'ghcr.io': { username: 'gh', password: 'p2' },
    'ghcr.io/team': { auth: base64('team:p3') },
    'reg.internal:5000': { auth: base64('own:p4') },
    'quay.io': { identitytoken: 'hunter2' },
  };
  const modern = { '.dockerconfigjson': JSON.stringify({ auths }) };
  const legacy = { '.dockercfg': JSON.stringify(auths) };

  it.each([
    ['docker.io', 'library/nginx', undefined, 'hub:p1'],
    ['ghcr.io', 'other/app', undefined, 'gh:p2'],
    ['ghcr.io', 'team/app', undefined, 'team:p3'],
    ['images', 'app', 'reg.internal:5000', 'own:p4'],
  ])('finds the login for %s/%s in both forms', async (registry, path, apiHost, login) => {
    const wanted = { repository: { registry, path }, apiHost };
    expect(await read(depsWith(modern), PULL_SECRET, wanted)).toBe(login);
    expect(await read(depsWith(legacy), PULL_SECRET, wanted)).toBe(login);
  });

  it.each([
    [{ other: 'x' }, 'docker.io', 'this is no pull secret; found the keys other'],
    [{ '.dockerconfigjson': '{"hunter2"' }, 'docker.io', 'does not parse'],
    [{ '.dockerconfigjson': '{"ghcr.io": {}}' }, 'docker.io', '{"auths": {registry: {…}}}'],
    [modern, 'reg.example', 'found the registries https://index.docker.io/v1/, ghcr.io'],
    [modern, 'quay.io', 'the entry quay.io holds no login'],
  ])('says what is wrong with it', async (data, registry, said) => {
    const failed = read(depsWith(data), PULL_SECRET, { repository: { registry, path: 'a' } });
    await expect(failed).rejects.toMatchObject({ code: 'invalid-config' });
    await expect(failed).rejects.toThrow(said);
    await expect(failed).rejects.toThrow('Secret apps/pull, key .dockerc');
    await expect(failed).rejects.not.toThrow('hunter2');
  });
});

describe('env: and ext:', () => {
  const env = { kind: 'env', name: 'LOGIN' } as const;
  const ext = { kind: 'ext', path: '/scripts/login.sh' } as const;

  it('read a variable', async () => {
    const variables = new Map([['LOGIN', new Secret('u:p')]]);
    const readVariable = (name: string) => variables.get(name);
    expect(await read(depsWith({}, { readVariable }), env)).toBe('u:p');
  });

  it('run a script for ten seconds at most', async () => {
    const runs: unknown[] = [];
    const runScript: SourceDeps['runScript'] = (path, options) => {
      runs.push([path, options]);
      return Promise.resolve(new Secret('AWS:token\n'));
    };
    expect(await read(depsWith({}, { runScript }), ext)).toBe('AWS:token');
    expect(runs).toEqual([['/scripts/login.sh', { timeoutMs: 10_000 }]]);
  });

  it.each([
    [env, 'environment variable LOGIN: there is no login; found no such variable', undefined],
    [env, 'found another form', 'hunter2'],
    [ext, 'output of /scripts/login.sh: there is no login; found another form', 'hunter2'],
  ])('say what is wrong', async (source, said, value) => {
    const secret = value === undefined ? undefined : new Secret(value);
    const readVariable = () => secret;
    const runScript = () => Promise.resolve(secret ?? new Secret(''));
    const failed = read(depsWith({}, { readVariable, runScript }), source);
    await expect(failed).rejects.toThrow(said);
    await expect(failed).rejects.not.toThrow('hunter2');
  });
});

describe('sameLogin', () => {
  const login = { username: 'u', password: new Secret('p') };

  it.each([
    [login, { username: 'u', password: new Secret('p') }, true],
    [login, { username: 'u', password: new Secret('q') }, false],
    [login, { username: 'v', password: new Secret('p') }, false],
    [login, undefined, false],
    [undefined, undefined, true],
  ])('compares by value', (one, other, same) => {
    expect(sameLogin(one, other)).toBe(same);
  });
});

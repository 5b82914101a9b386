import { describe, expect, it } from '@jest/globals';
import { Secret } from '../../../src/model/secret.ts';
import type { CredentialSource } from '../../../src/model/watch.ts';
import { sameLogin } from '../../../src/registry/credential-sources.ts';
import { createCredentials, type LoginQuery } from '../../../src/registry/credentials.ts';
import { testClock } from '../../support/clock.ts';
import { secretsOf } from '../../support/secrets.ts';

const SECRET = { kind: 'secret', namespace: 'apps', name: 'creds', field: 'login' } as const;
const EXT = { kind: 'ext', path: '/login.sh' } as const;
const ENV = { kind: 'env', name: 'LOGIN' } as const;
const REPOSITORY = { registry: 'reg.example', path: 'a' };

/** Sources whose password is the count of their reads, unless it stays the same. */
function setUp(options: { secretTtlMs?: number; constant?: boolean } = {}) {
  const clock = testClock();
  let reads = 0;
  const next = () => {
    reads += 1;
    return `u:p${options.constant === true ? '' : reads}`;
  };
  const credentials = createCredentials({
    clock,
    secretTtlMs: options.secretTtlMs,
    kube: secretsOf(() => ({ login: next() })),
    readVariable: () => new Secret(next()),
    runScript: () => Promise.resolve(new Secret(next())),
  });
  const login = (source: CredentialSource, query: Partial<LoginQuery> = {}) =>
    credentials.login(source, { repository: REPOSITORY, ...query });
  const password = async (source: CredentialSource, query: Partial<LoginQuery> = {}) =>
    (await login(source, query)).password.reveal();
  return { clock, login, password, reads: () => reads };
}

describe('createCredentials', () => {
  it('reads a Secret once for all who ask, and anew after its time', async () => {
    const { password, clock } = setUp();
    expect(await Promise.all([password(SECRET), password(SECRET)])).toEqual(['p1', 'p1']);
    await clock.advance(29_999);
    expect(await password(SECRET)).toBe('p1');
    await clock.advance(1);
    expect(await password(SECRET)).toBe('p2');
  });

  it('keeps Secrets apart', async () => {
    const { password } = setUp();
    expect(await password(SECRET)).toBe('p1');
    await expect(password({ ...SECRET, field: 'other' })).rejects.toThrow('key other');
  });

  it('reads anew at once when a login was refused, and once for all whom it was refused', async () => {
    const { login, reads } = setUp();
    const refused = await login(SECRET);
    const [one, two] = await Promise.all([login(SECRET, { refused }), login(SECRET, { refused })]);
    expect([one?.password.reveal(), two?.password.reveal()]).toEqual(['p2', 'p2']);
    expect((await login(SECRET, { refused })).password.reveal()).toBe('p2');
    expect(reads()).toBe(2);
  });

  it('hands out the refused login again when nothing else is there', async () => {
    const { login, reads } = setUp({ constant: true });
    const refused = await login(SECRET);
    expect(sameLogin(await login(SECRET, { refused }), refused)).toBe(true);
    expect(reads()).toBe(2);
  });

  it('hands out the second login of a Secret when the first was refused, without reading anew', async () => {
    let reads = 0;
    const credentials = createCredentials({
      clock: testClock(),
      kube: secretsOf(() => {
        reads += 1;
        return { login: 'u:old', 'login-next': 'u:new' };
      }),
      readVariable: () => undefined,
      runScript: () => Promise.reject(new Error('no script')),
    });
    const refused = await credentials.login(SECRET, { repository: REPOSITORY });
    const second = await credentials.login(SECRET, { repository: REPOSITORY, refused });
    expect([refused, second].map(({ password }) => password.reveal())).toEqual(['old', 'new']);
    expect(reads).toBe(1);
  });

  it('keeps what a script says until it is refused or too old', async () => {
    const { login, password, clock } = setUp();
    const refused = await login(EXT);
    await clock.advance(24 * 3_600_000);
    expect(await password(EXT)).toBe('p1');
    expect(await password(EXT, { refused })).toBe('p2');
    await clock.advance(1000);
    expect(await password(EXT, { maxAgeMs: 1000 })).toBe('p3');
  });

  it('reads a variable each time', async () => {
    const { password } = setUp();
    expect([await password(ENV), await password(ENV)]).toEqual(['p1', 'p2']);
  });

  it('can keep a Secret for another time', async () => {
    const { password, clock } = setUp({ secretTtlMs: 10 });
    expect(await password(SECRET)).toBe('p1');
    await clock.advance(10);
    expect(await password(SECRET)).toBe('p2');
    expect(await password(SECRET, { maxAgeMs: 0 })).toBe('p3');
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type KubeAuth, staticAuth, tokenFileAuth } from '../../../src/adapters/kube-auth.ts';
import { Secret } from '../../../src/model/secret.ts';
import { testClock } from '../../support/clock.ts';

async function tokenOf(auth: KubeAuth): Promise<string | undefined> {
  return (await auth.credential()).token?.reveal();
}

describe('staticAuth', () => {
  it('has nothing to renew', async () => {
    const auth = staticAuth({ token: new Secret('t') });
    expect(await tokenOf(auth)).toBe('t');
    expect(auth.renew()).toBe(false);
  });
});

describe('tokenFileAuth', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tagboat-auth-'));
    path = join(folder, 'token');
    writeFileSync(path, 'first\n');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('reads the file again after a minute', async () => {
    const clock = testClock();
    const auth = tokenFileAuth(path, clock);
    expect(await tokenOf(auth)).toBe('first');
    writeFileSync(path, 'second');
    await clock.advance(59_999);
    expect(await tokenOf(auth)).toBe('first');
    await clock.advance(1);
    expect(await tokenOf(auth)).toBe('second');
  });

  it('reads the file again at once when the token was refused', async () => {
    const auth = tokenFileAuth(path, testClock());
    await auth.credential();
    writeFileSync(path, 'second');
    expect(auth.renew()).toBe(true);
    expect(await tokenOf(auth)).toBe('second');
  });

  it.each(['', ' \n', 'two\nlines'])('refuses a file that holds %j', async (text) => {
    writeFileSync(path, text);
    const reading = tokenFileAuth(path, testClock()).credential();
    await expect(reading).rejects.toMatchObject({
      code: 'invalid-config',
      problem: { where: `file ${path}` },
    });
  });

  it('is for a while without a token when the file is not there', async () => {
    const auth = tokenFileAuth(join(folder, 'none'), testClock());
    await expect(auth.credential()).rejects.toMatchObject({ code: 'unavailable' });
  });
});

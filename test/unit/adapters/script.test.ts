import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { scriptRunner } from '../../../src/adapters/script.ts';

describe('scriptRunner', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tagboat-script-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function script(name: string, body: string, mode = 0o755): string {
    const path = join(folder, name);
    writeFileSync(path, `#!/bin/sh\n${body}\n`);
    chmodSync(path, mode);
    return path;
  }

  const environment = { PATH: process.env.PATH, AWS_REGION: 'eu', OTHER_TOKEN: 'hidden' };
  const run = scriptRunner(environment);

  it('gives what the script prints', async () => {
    const login = await run(script('ok', 'echo " user:pass "'), { timeoutMs: 5000 });
    expect(login.reveal()).toBe('user:pass');
  });

  it('passes on the variables of clouds and no others', async () => {
    const path = script('env', 'echo "$AWS_REGION:$OTHER_TOKEN"');
    expect((await run(path, { timeoutMs: 5000 })).reveal()).toBe('eu:');
  });

  it('tells the exit code but not what was printed', async () => {
    const failing = run(script('bad', 'echo s3cret; echo s3cret >&2; exit 3'), { timeoutMs: 5000 });
    await expect(failing).rejects.toMatchObject({ code: 'unavailable' });
    await expect(failing).rejects.toThrow(/ended with 3/);
    await expect(failing).rejects.not.toThrow(/s3cret/);
  });

  it('kills a script that takes too long', async () => {
    const hanging = run(script('slow', 'exec sleep 60'), { timeoutMs: 50 });
    await expect(hanging).rejects.toThrow(/killed at its time limit/);
  });

  it.each([
    ['relative', 'bin/login'],
    ['missing', '/nonexistent/login'],
  ])('refuses a %s path', async (_, path) => {
    await expect(run(path, { timeoutMs: 5000 })).rejects.toMatchObject({ code: 'invalid-config' });
  });

  it('refuses a file that is not executable', async () => {
    const path = script('plain', 'true', 0o644);
    await expect(run(path, { timeoutMs: 5000 })).rejects.toThrow(/executable/);
  });
});

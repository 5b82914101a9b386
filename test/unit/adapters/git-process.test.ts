import { describe, expect, it } from '@jest/globals';
import { runProcess } from '../../../src/adapters/git-process.ts';

const limits = {
  env: { PATH: process.env.PATH ?? '', WORD: 'w' },
  timeoutMs: 20_000,
  maxBytes: 1000,
};

const sh = (script: string, options: Partial<Parameters<typeof runProcess>[2]> = {}) =>
  runProcess('sh', ['-c', script], { ...limits, ...options });

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

it('gives input and this environment alone, and takes output and exit code', async () => {
  const { code, stdout, stderr } = await sh('cat; echo "$WORD$HOME"; echo err >&2; exit 3', {
    stdin: 'in ',
  });
  expect({ code, stdout: text(stdout), stderr }).toEqual({
    code: 3,
    stdout: 'in w\n',
    stderr: 'err\n',
  });
});

it('does not mind a child that reads none of its input', async () => {
  expect((await sh('exec 0<&-; exit 0', { stdin: 'x'.repeat(1_000_000) })).code).toBe(0);
});

it('keeps the end of a long stderr', async () => {
  const { stderr } = await sh('head -c 200000 /dev/zero | tr "\\0" x >&2; echo end >&2');
  expect(stderr).toHaveLength(65_536);
  expect(stderr.endsWith('end\n')).toBe(true);
});

describe('a process that must stop', () => {
  it('takes too long', async () => {
    const slow = sh('sleep 60 & wait', { timeoutMs: 50 });
    await expect(slow).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('takes its children along', async () => {
    const started = sh('sleep 60 & echo $!; wait', { timeoutMs: 60_000, maxBytes: 1 });
    await expect(started).rejects.toMatchObject({ code: 'refused' });
  });

  it('writes too much', async () => {
    await expect(sh('yes')).rejects.toMatchObject({ code: 'refused' });
  });

  it('is aborted, with the reason given', async () => {
    const controller = new AbortController();
    const running = sh('sleep 60', { signal: controller.signal });
    controller.abort(new Error('shutting down'));
    await expect(running).rejects.toThrow('shutting down');
  });

  it('is not even started when it was aborted before', () => {
    const signal = AbortSignal.abort(new Error('too late'));
    expect(() => sh('true', { signal })).toThrow('too late');
  });
});

it('says that there is no such command', async () => {
  const missing = runProcess('tagboat-no-such-command', [], limits);
  await expect(missing).rejects.toMatchObject({ code: 'not-found' });
});

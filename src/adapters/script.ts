import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { TagboatError } from '../model/errors.ts';
import { printable } from '../model/printable.ts';
import { Secret } from '../model/secret.ts';
import type { RunScript } from '../ports.ts';

/** What a credential script may see of the updater's environment: enough for the clouds' command lines. */
const PASSED_ON =
  /^(PATH|HOME|TMPDIR|LANG|LC_ALL|(HTTPS?|NO)_PROXY|(AWS|AZURE|GOOGLE|CLOUDSDK)_\w+)$/i;
const MAX_OUTPUT = 64 * 1024;

/** Runs credential scripts without a shell, in a small environment, and kills those that take too long. */
export function scriptRunner(environment: Readonly<Record<string, string | undefined>>): RunScript {
  const env = Object.fromEntries(
    Object.entries(environment).filter(([name]) => PASSED_ON.test(name)),
  );
  return async (path, { timeoutMs }) => {
    await checkExecutable(path);
    return new Promise((resolve, reject) => {
      const options = {
        env,
        timeout: timeoutMs,
        killSignal: 'SIGKILL',
        maxBuffer: MAX_OUTPUT,
      } as const;
      execFile(path, [], options, (failure, stdout) => {
        if (failure === null) resolve(new Secret(stdout.trim()));
        else reject(scriptError(path, failure));
      });
    });
  };
}

async function checkExecutable(path: string): Promise<void> {
  const usable =
    isAbsolute(path) &&
    (await access(path, constants.X_OK).then(
      () => true,
      () => false,
    ));
  if (usable) return;
  throw new TagboatError('invalid-config', {
    where: `script ${printable(path)}`,
    what: 'cannot be run',
    expected: 'the absolute path of an executable file',
  });
}

/** Neither output nor arguments are quoted, since either may hold the credential. */
function scriptError(path: string, failure: Error & { code?: unknown; killed?: boolean }) {
  const exit =
    failure.killed === true ? 'was killed at its time limit' : `ended with ${String(failure.code)}`;
  return new TagboatError('unavailable', {
    where: `script ${printable(path)}`,
    what: exit,
    expected: 'username:password on standard output and exit code 0',
  });
}

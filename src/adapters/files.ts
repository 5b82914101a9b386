import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { TagboatError } from '../model/errors.ts';

/** @throws TagboatError `invalid-config` when the file cannot be read */
export function readText(path: string): string {
  const text = readTextIfAny(path);
  if (text !== undefined) return text;
  throw new TagboatError('invalid-config', { where: `file ${path}`, what: 'does not exist' });
}

/** The text of a file, or undefined when there is none. */
export function readTextIfAny(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    const problem = { where: `file ${path}`, what: 'cannot be read', found: code };
    throw new TagboatError('invalid-config', problem, cause);
  }
}

/** Writes a file of this user's alone, and the folders it is in. */
export function writePrivateText(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, text, { mode: 0o600 });
}

export function removeFolder(path: string): void {
  rmSync(path, { recursive: true, force: true });
}

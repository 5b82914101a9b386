import { join, resolve } from 'node:path';

/** The folder of `Pulumi.<env>.yaml`, which relative paths in it begin at, wherever Pulumi runs. */
export const ROOT = join(import.meta.dirname, '..');

/** An absolute path; `~` is left to who opens the file. */
export function fromRoot(path: string): string {
  return path.startsWith('~') ? path : resolve(ROOT, path);
}

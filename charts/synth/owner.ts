import { ownershipLine } from '../owned-text.ts';

const [BEFORE = '', AFTER = ''] = ownershipLine('\n').trimEnd().split('\n');

/** Whose file this is, by its first line: the name of an environment, `*` for all of them, or nobody's we know. */
export function ownerOf(text: string): string | undefined {
  const line = text.split('\n', 1)[0]?.trimEnd() ?? '';
  if (!line.startsWith(BEFORE) || !line.endsWith(AFTER)) return undefined;
  return line.slice(BEFORE.length, line.length - AFTER.length);
}

import { fail, ok, type Result } from '../model/errors.ts';
import { isTag } from '../model/image.ts';
import { printable, quoted } from '../model/printable.ts';
import type { Refusal, Strategy } from './strategy.ts';

/** Follows the digest of one tag, which the constraint names. */
export function digest(tag: string | undefined, where: string): Result<Strategy<null>> {
  if (tag === undefined || !isTag(tag)) {
    return fail('invalid-config', {
      what: 'the digest strategy has no tag to follow',
      where,
      found: quoted(tag ?? ''),
      expected: 'the name of one tag, such as latest',
    });
  }
  const other: Refusal = {
    code: 'other-tag',
    reason: `is not ${printable(tag)}, the tag to follow`,
  };
  return ok({
    taken: 'the tag to follow',
    below: 'is not',
    compare: () => 0,
    read: (candidate) => (candidate === tag ? { key: null } : other),
  });
}

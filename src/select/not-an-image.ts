import type { Filter } from './allow-tags.ts';
import type { Refusal } from './strategy.ts';

/** Tags that tools attach to an image by its digest: cosign's suffixes, or OCI's referrers without one. */
const ATTACHED = /^sha(?:256|512)-[0-9a-f]{64,128}(?:\.\w+)?$/;
/** No registry stores such a tag, and no reference can hold it. */
const IMPOSSIBLE = /[\p{C}\p{Z}/:@]/u;
const MAX_LENGTH = 128;

const ATTACHMENT: Refusal = {
  code: 'not-an-image',
  reason: 'is a signature or another attachment of an image, not an image',
};
const NO_TAG: Refusal = { code: 'not-an-image', reason: 'is not a tag that an image can have' };

/** Refuses what never is an image to run, unless allow-tags itself speaks of `sha256-` or `sha512-`. */
export function refuseOtherThanImages(allowTags: string): Filter {
  const attachmentsAllowed = /sha(?:256|512)/.test(allowTags);
  return (tag) => {
    if (tag === '' || tag.length > MAX_LENGTH || IMPOSSIBLE.test(tag)) return NO_TAG;
    return !attachmentsAllowed && ATTACHED.test(tag) ? ATTACHMENT : undefined;
  };
}

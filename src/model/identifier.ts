import { fail, ok, type Result, type TagboatError } from './errors.ts';
import { type ImageRef, isDigest, parseName, splitImage } from './image.ts';
import { quoted } from './printable.ts';

/** One entry of upstream's `image-list`: which image is watched, and what its tag must satisfy. */
export interface ImageIdentifier {
  /** `''` when there is none. */
  readonly alias: string;
  /** Without tag and digest. */
  readonly image: ImageRef;
  /** What stands behind the colon, verbatim: a constraint, or for the digest strategy a tag. */
  readonly constraint?: string | undefined;
}

export interface ImageList {
  readonly identifiers: readonly ImageIdentifier[];
  /** One for each entry that cannot be read; they never stop the others. */
  readonly errors: readonly TagboatError[];
}

const MAX_LENGTH = 1000;
const ALIAS = /^[A-Za-z0-9](?:[A-Za-z0-9._/-]{0,61}[A-Za-z0-9])?$/;
const STARTS_LIKE_A_CONSTRAINT = /^[\^~<>=!*|]/;
const ALIAS_EXPECTED =
  'up to 63 letters, digits, dots, dashes, underscores and slashes before the =';
const EXPECTED = '[alias=][registry[:port]/]repository[:constraint], the repository in lower case';

/**
 * Reads `[alias=][registry[:port]/]repository[:constraint][@digest]`, the grammar of upstream's
 * `image-list` without its accidents: a port stays a port, and the `=` of `nginx:>=1.0` belongs to the
 * constraint. A digest says nothing about future tags; as in upstream it is read and not used.
 */
export function parseIdentifier(text: string): Result<ImageIdentifier> {
  if (text.length > MAX_LENGTH) return unreadable(text, `is longer than ${MAX_LENGTH} characters`);
  const { alias, reference } = splitAlias(text.trim());
  if (alias !== undefined && !ALIAS.test(alias)) {
    return unreadable(text, `has a bad alias ${quoted(alias)}`, ALIAS_EXPECTED);
  }
  const { name, tag: constraint, digest } = splitImage(reference);
  const image = parseName(name);
  if (image === undefined) return unreadable(text, `names no image: ${quoted(name)}`);
  if (constraint?.trim() === '') return unreadable(text, 'has nothing behind the colon');
  if (constraint?.includes('/')) return unreadable(text, 'has a slash behind the colon');
  if (digest !== undefined && !isDigest(digest)) return unreadable(text, 'has a bad digest');
  return ok({ alias: alias ?? '', image, ...(constraint === undefined ? {} : { constraint }) });
}

/**
 * Reads the value of `image-list`: identifiers separated by commas, empty entries left out. What starts
 * like a constraint is the rest of the one before it, cut off by its comma: then that image is left out
 * too, since without the rest it would take more than its user meant.
 */
export function parseImageList(value: string): ImageList {
  const identifiers: ImageIdentifier[] = [];
  const errors: TagboatError[] = [];
  let before: ImageIdentifier | undefined;
  for (const entry of value.split(',')) {
    if (entry.trim() === '') continue;
    const parsed = parseIdentifier(entry);
    const isRest = STARTS_LIKE_A_CONSTRAINT.test(entry.trim());
    if (isRest && identifiers.at(-1) === before) identifiers.pop();
    if (parsed.ok) identifiers.push(parsed.value);
    else errors.push(parsed.error);
    before = parsed.ok ? parsed.value : undefined;
  }
  return { identifiers, errors };
}

/** An `=` behind a colon belongs to the constraint; any other first `=` ends the alias. */
function splitAlias(text: string): { readonly alias?: string; readonly reference: string } {
  const equals = text.indexOf('=');
  const colon = text.indexOf(':');
  if (equals === -1 || (colon !== -1 && colon < equals)) return { reference: text };
  return { alias: text.slice(0, equals).trim(), reference: text.slice(equals + 1).trim() };
}

function unreadable(text: string, what: string, expected = EXPECTED): Result<never> {
  return fail('invalid-config', {
    what,
    where: `image-list entry ${quoted(text.trim())}`,
    expected,
    hint: STARTS_LIKE_A_CONSTRAINT.test(text.trim())
      ? 'a comma separates images here: write a space between the parts of a constraint'
      : undefined,
  });
}

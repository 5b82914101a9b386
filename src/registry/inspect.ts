import { TagboatError } from '../model/errors.ts';
import type { TagFacts, Want } from '../model/verdict.ts';
import { lru } from './lru.ts';
import type { Reader } from './reader.ts';
import type { Target } from './session.ts';
import { type IndexEntry, type Manifest, parseConfig } from './wire/manifest.ts';
import { matchesPlatform } from './wire/platform.ts';

/** What an image's content says, which holds for its digest for ever. */
type Finding =
  | { readonly kind: 'found'; readonly created?: number | undefined }
  | (TagFacts & { readonly kind: 'unusable' });

/** What is looked for in an image. */
interface Sought {
  readonly want: Want;
  readonly platforms: readonly string[];
}

/** An image by its digest, with its manifest when that was read already. */
interface Found {
  readonly digest: string;
  readonly manifest?: Manifest | undefined;
}

/**
 * Reads as much of an image as is wanted, once for each digest and question.
 *
 * @throws TagboatError as Reader
 */
export type Inspect = (target: Target, image: Found, sought: Sought) => Promise<Finding>;

/** Images of one index whose configs are read for their dates. */
const MOST_IMAGES = 64;

/** @param capacity how many findings are remembered */
export function createInspect(reader: Reader, capacity: number): Inspect {
  const findings = lru<Finding>(capacity);
  return async (target, { digest, manifest }, sought) => {
    const key = `${digest} ${sought.want} ${sought.platforms.join(',')}`;
    const known = findings.get(key);
    if (known !== undefined) return known;
    const read = manifest ?? (await reader.manifest(target, digest)).manifest;
    const finding = await inspectManifest(reader, target, read, sought);
    findings.set(key, finding);
    return finding;
  };
}

/** The date of an index is that of the newest image among the platforms wanted (as upstream). */
async function inspectManifest(
  reader: Reader,
  target: Target,
  manifest: Manifest,
  { want, platforms }: Sought,
): Promise<Finding> {
  switch (manifest.kind) {
    case 'foreign':
      return unusable('no-metadata', manifest.reason);
    case 'image':
      if (want !== 'created' && platforms.length === 0) return { kind: 'found' };
      return inspectConfig(await reader.blob(target, manifest.config), { want, platforms });
    case 'index': {
      const entries = manifest.entries.filter((entry) => isWanted(entry, platforms));
      if (entries.length === 0) return noPlatform(platforms);
      if (want !== 'created') return { kind: 'found' };
      return newestOf(reader, target, entries);
    }
  }
}

function inspectConfig(body: Uint8Array, { want, platforms }: Sought): Finding {
  const config = parseConfig(body);
  if (config === undefined) return unusable('no-metadata', 'its config is malformed');
  if (!matchesPlatform(config.platform, platforms)) return noPlatform(platforms);
  return want === 'created' ? dated(config.created) : { kind: 'found' };
}

async function newestOf(
  reader: Reader,
  target: Target,
  entries: readonly IndexEntry[],
): Promise<Finding> {
  if (entries.length > MOST_IMAGES) {
    return unusable('no-metadata', `its index lists more than ${MOST_IMAGES} images`);
  }
  const dates = await Promise.all(entries.map(({ digest }) => dateOf(reader, target, digest)));
  const present = dates.filter((date) => date !== MISSING);
  if (present.length === 0) throw new TagboatError('not-found', NONE_PRESENT);
  const newest = Math.max(...present.map((date) => date ?? Number.NEGATIVE_INFINITY));
  return dated(Number.isFinite(newest) ? newest : undefined);
}

const MISSING = 'missing';
const NONE_PRESENT = { what: 'the registry has no image of the index', where: 'index' };

/** An index may list images that its registry does not have, as mirrors of some platforms do. */
async function dateOf(
  reader: Reader,
  target: Target,
  digest: string,
): Promise<number | typeof MISSING | undefined> {
  try {
    const { manifest } = await reader.manifest(target, digest);
    if (manifest.kind !== 'image') return undefined;
    return parseConfig(await reader.blob(target, manifest.config))?.created;
  } catch (thrown) {
    if (thrown instanceof TagboatError && thrown.code === 'not-found') return MISSING;
    throw thrown;
  }
}

/** An entry that names no platform counts only where any will do. */
function isWanted({ platform }: IndexEntry, platforms: readonly string[]): boolean {
  if (platforms.length === 0) return true;
  return platform !== undefined && matchesPlatform(platform, platforms);
}

function dated(created: number | undefined): Finding {
  if (created !== undefined) return { kind: 'found', created };
  return unusable('no-metadata', 'its config carries no usable creation date');
}

function noPlatform(platforms: readonly string[]): Finding {
  const wanted = platforms.length === 0 ? '' : ` for ${platforms.join(' or ')}`;
  return unusable('no-platform', `it has no image${wanted}`);
}

function unusable(code: 'no-metadata' | 'no-platform', reason: string): Finding {
  return { kind: 'unusable', code, reason };
}

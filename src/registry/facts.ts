import pLimit, { type LimitFunction } from 'p-limit';
import { TagboatError } from '../model/errors.ts';
import type { TagFacts, Want } from '../model/verdict.ts';
import type { Clock } from '../ports.ts';
import { createInspect } from './inspect.ts';
import type { Reader } from './reader.ts';
import type { Target } from './session.ts';
import { singleFlight } from './single-flight.ts';
import { createTagMemory, type TagMemoryOptions, userKey } from './tag-memory.ts';
import type { Manifest } from './wire/manifest.ts';

export interface FactsQuery {
  readonly want: Want;
  /** `os/arch[/variant]`; empty means that any will do. */
  readonly platforms: readonly string[];
  /** Ask which digest the tag stands for, although it was asked lately. */
  readonly fresh?: boolean | undefined;
}

export interface FactsOptions extends TagMemoryOptions {
  /** Images that are remembered, and as many tags. @default 100000 */
  readonly capacity?: number | undefined;
}

/** What a tag stands for, with its manifest when that was read to find out. */
interface Heard {
  readonly digest?: string | undefined;
  readonly manifest?: Manifest | undefined;
}

/**
 * What is known of one tag, asking the registry for what is not. Images are remembered by digest,
 * which never goes stale; tags for a time.
 */
export interface Facts {
  /** @throws TagboatError `unauthorized`, and what is no answer about the tag (bad Secret, defect) */
  of(target: Target, tag: string, query: FactsQuery): Promise<TagFacts>;
}

export interface FactsDeps {
  readonly reader: Reader;
  readonly clock: Clock;
}

const CAPACITY = 100_000;
/** Tags of one registry that are asked about at once, so that each is done with before the next begins. */
const MOST_ASKED = 32;

export function createFacts({ reader, clock }: FactsDeps, options: FactsOptions = {}): Facts {
  const { capacity = CAPACITY } = options;
  const tags = createTagMemory(clock, { ...options, capacity });
  const inspect = createInspect(reader, capacity);
  const asking = singleFlight<TagFacts>();
  const roomOf = createRooms();

  /** A tag never seen costs a GET, whose answer is needed next anyway; a known one costs a HEAD. */
  async function standsFor(target: Target, tag: string, query: FactsQuery): Promise<Heard> {
    const known = tags.recall(target, tag);
    if (known?.due === false && !mustAsk(query)) return known;
    const never = known?.digest === undefined && query.want !== 'digest';
    const heard = never
      ? await reader.manifest(target, tag)
      : { digest: await reader.digest(target, tag) };
    tags.keep(target, tag, heard.digest);
    return heard;
  }

  async function learn(target: Target, tag: string, query: FactsQuery): Promise<TagFacts> {
    const heard = await standsFor(target, tag, query);
    const { digest } = heard;
    if (digest === undefined) return gone();
    if (query.want === 'digest') return { kind: 'known', digest };
    const finding = await inspect(target, { ...heard, digest }, query);
    return finding.kind === 'found' ? { kind: 'known', digest, created: finding.created } : finding;
  }

  async function answer(target: Target, tag: string, query: FactsQuery): Promise<TagFacts> {
    try {
      return await learn(target, tag, query);
    } catch (thrown) {
      if (isNotFound(thrown)) tags.keep(target, tag, undefined);
      return factsOfFailure(thrown);
    }
  }

  return {
    of(target, tag, query) {
      const { want, platforms, fresh } = query;
      const key = JSON.stringify([userKey(target), tag, want, platforms, fresh]);
      const known = tags.recall(target, tag)?.due === false && !mustAsk(query);
      const task = () => answer(target, tag, query);
      return asking(key, () => (known ? task() : roomOf(target)(task)));
    },
  };
}

/** One limit for each registry. */
function createRooms(): (target: Target) => LimitFunction {
  const rooms = new Map<string, LimitFunction>();
  return ({ endpoint: { apiUrl } }) => {
    const room = rooms.get(apiUrl) ?? pLimit(MOST_ASKED);
    rooms.set(apiUrl, room);
    return room;
  };
}

function mustAsk({ want, fresh }: FactsQuery): boolean {
  return want === 'digest' || fresh === true;
}

/** Passing failures say nothing about the tag; the others are final for it, or no answer about it at all. */
function factsOfFailure(thrown: unknown): TagFacts {
  if (!(thrown instanceof TagboatError)) throw thrown;
  switch (thrown.code) {
    case 'not-found':
      return gone();
    case 'refused':
      return { kind: 'unusable', code: 'no-metadata', reason: thrown.message };
    case 'rate-limited':
    case 'unavailable':
      return { kind: 'unknown', reason: thrown.message };
    case 'conflict':
    case 'internal':
    case 'invalid-config':
    case 'unauthorized':
      throw thrown;
  }
}

function isNotFound(thrown: unknown): boolean {
  return thrown instanceof TagboatError && thrown.code === 'not-found';
}

function gone(): TagFacts {
  return {
    kind: 'unusable',
    code: 'no-metadata',
    reason: 'the registry does not have its manifest',
  };
}

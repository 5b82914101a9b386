import { asTagboatError, type TagboatError } from '../model/errors.ts';
import type { Clock, Kube, ListOptions, Log, Random, ResourceKind } from '../ports.ts';

export interface InformerDeps {
  readonly kube: Kube;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/** What to follow, and who is told about it. */
export interface Followed<Raw, T> {
  readonly kind: ResourceKind;
  readonly scope: Pick<ListOptions, 'namespace' | 'labelSelector'>;
  /** Keeps of an object what is used, as soon as its page is read; undefined when it is of no interest. */
  readonly project: (object: Raw) => T | undefined;
  /** All that there is, after each list. */
  readonly replace: (objects: readonly T[]) => void;
  readonly changed: (object: T) => void;
  readonly deleted: (object: T) => void;
  /** A try failed, and another one follows. Logs a warning by default. */
  readonly failed?: ((error: TagboatError) => void) | undefined;
}

/** Applications of 50 kB are not rare, and a page is in memory several times over while it is read. */
const PAGE_SIZE = 50;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * Lists, then watches from the list's version, until the signal is aborted. A watch that ended goes on
 * where it stood; one whose version is too old starts over with a list. After a failure, or a watch that
 * brought nothing, comes a pause with jitter, which doubles up to a minute as long as it fails. Never
 * rejects.
 */
export async function follow<Raw, T>(
  deps: InformerDeps,
  followed: Followed<Raw, T>,
  signal: AbortSignal,
): Promise<void> {
  const position: Position = { version: undefined };
  let failures = 0;
  while (!signal.aborted) {
    const before = position.version;
    const error = await advance(deps, followed, position, signal);
    const moved = position.version !== before;
    failures = error === undefined ? 0 : (moved ? 0 : failures) + 1;
    if (failures > 0 || !moved) await pause(deps, failures, signal);
  }
}

/** How far the objects were followed; absent before the first list. */
interface Position {
  version: string | undefined;
}

/** One list or one watch. @returns what ended it before its time */
async function advance<Raw, T>(
  deps: InformerDeps,
  followed: Followed<Raw, T>,
  position: Position,
  signal: AbortSignal,
): Promise<TagboatError | undefined> {
  try {
    if (position.version === undefined) position.version = await list(deps.kube, followed);
    else await watch(deps.kube, followed, position, signal);
    return undefined;
  } catch (thrown) {
    if (signal.aborted) return undefined;
    const error = asTagboatError(thrown, `following ${followed.kind.plural}`);
    if (startsOver(error)) position.version = undefined;
    tell(deps, followed, error);
    return error;
  }
}

function tell<Raw, T>({ log }: InformerDeps, followed: Followed<Raw, T>, error: TagboatError) {
  if (followed.failed === undefined) log.warn('following Kubernetes objects failed', { error });
  else followed.failed(error);
}

async function list<Raw, T>(
  kube: Kube,
  { kind, scope, project, replace }: Followed<Raw, T>,
): Promise<string> {
  const objects: T[] = [];
  let version = '';
  for await (const page of kube.list<Raw>(kind, { ...scope, limit: PAGE_SIZE })) {
    objects.push(...page.items.flatMap((item) => project(item) ?? []));
    version = page.resourceVersion;
  }
  replace(objects);
  return version;
}

async function watch<Raw, T>(
  kube: Kube,
  followed: Followed<Raw, T>,
  position: Position,
  signal: AbortSignal,
): Promise<void> {
  const options = { ...followed.scope, resourceVersion: position.version ?? '', signal };
  for await (const event of kube.watch<Raw>(followed.kind, options)) {
    if (signal.aborted) return;
    position.version = event.resourceVersion;
    if (event.type !== 'bookmark') handOver(followed, event);
  }
}

function handOver<Raw, T>(
  followed: Followed<Raw, T>,
  { type, object: raw }: { readonly type: string; readonly object: Raw },
): void {
  const object = followed.project(raw);
  if (object === undefined) return;
  if (type === 'deleted') followed.deleted(object);
  else followed.changed(object);
}

/** A version that is too old, or a kind that is gone with all its objects. */
function startsOver({ code }: TagboatError): boolean {
  return code === 'conflict' || code === 'not-found';
}

async function pause({ clock, random }: InformerDeps, failures: number, signal: AbortSignal) {
  const longest = Math.min(FIRST_PAUSE_MS * 2 ** Math.max(failures - 1, 0), LONGEST_PAUSE_MS);
  await clock.sleep(longest * (0.5 + random() / 2), signal).catch(() => undefined);
}

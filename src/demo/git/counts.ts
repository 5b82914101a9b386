/** What clients have asked of the server, by the git command behind it. */
export interface GitCounts {
  /** Looks at the refs that fetched nothing. */
  readonly lsRemotes: number;
  readonly fetches: number;
  readonly pushes: number;
  /** Answers 401. */
  readonly unauthorized: number;
}

/** A request that was let in. */
export interface GitRequest {
  readonly repository: string;
  readonly step: 'read-refs' | 'upload-pack' | 'push-refs' | 'receive-pack';
  readonly body: Uint8Array;
}

export interface GitCounter {
  counts(): GitCounts;
  add(request: GitRequest): void;
  addUnauthorized(): void;
  reset(): void;
}

/**
 * Counts commands, not HTTP requests: a command that reads begins by asking for the refs, and is a fetch if
 * it then asks for objects, in as many requests as it likes.
 */
export function gitCounter(): GitCounter {
  const total = { reads: 0, fetches: 0, pushes: 0, unauthorized: 0 };
  /** Repositories whose last reader has not asked for objects. */
  const looking = new Set<string>();
  const count: Readonly<Record<GitRequest['step'], (request: GitRequest) => void>> = {
    'read-refs': ({ repository }) => {
      total.reads += 1;
      looking.add(repository);
    },
    'upload-pack': ({ repository, body }) => {
      if (asksForObjects(body) && looking.delete(repository)) total.fetches += 1;
    },
    'push-refs': () => undefined,
    'receive-pack': ({ body }) => {
      if (body.length > FLUSH) total.pushes += 1;
    },
  };
  return {
    counts: () => {
      const { reads, ...others } = total;
      return { ...others, lsRemotes: reads - total.fetches };
    },
    add: (request) => count[request.step](request),
    addUnauthorized() {
      total.unauthorized += 1;
    },
    reset() {
      Object.assign(total, { reads: 0, fetches: 0, pushes: 0, unauthorized: 0 });
      looking.clear();
    },
  };
}

/** A lone flush packet: git tries the way before it sends a large pack. */
const FLUSH = 4;

function asksForObjects(body: Uint8Array): boolean {
  return !Buffer.from(body.subarray(0, 64)).includes('command=ls-refs');
}

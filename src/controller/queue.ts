/** Keys that wait for work, each at most once, with the strongest reason given for it. */
export interface WorkQueue<Reason> {
  /** `merge` keeps the stronger reason when the key already waits. */
  add(key: string, reason: Reason): void;
  /** Takes no more keys, and resolves when what is under way has ended. */
  stop(): Promise<void>;
}

export interface WorkQueueOptions<Reason> {
  /** Works on a batch. A key is never in two batches at once. Must not reject. */
  readonly run: (batch: ReadonlyMap<string, Reason>) => Promise<void>;
  readonly merge: (a: Reason, b: Reason) => Reason;
}

/**
 * Hands out everything that waits as one batch, except keys whose last batch is still under way: those
 * stay until it has ended. So a slow repository delays itself and nobody else, and a burst of events
 * for one repository costs one run.
 */
export function createQueue<Reason>({ run, merge }: WorkQueueOptions<Reason>): WorkQueue<Reason> {
  const waiting = new Map<string, Reason>();
  const busy = new Set<string>();
  const batches = new Set<Promise<void>>();
  let scheduled = false;
  let stopped = false;

  function schedule(): void {
    if (scheduled || stopped) return;
    scheduled = true;
    queueMicrotask(start);
  }

  function start(): void {
    scheduled = false;
    const batch = new Map([...waiting].filter(([key]) => !busy.has(key)));
    if (batch.size === 0 || stopped) return;
    for (const key of batch.keys()) {
      waiting.delete(key);
      busy.add(key);
    }
    const work = run(batch).finally(() => {
      for (const key of batch.keys()) busy.delete(key);
      batches.delete(work);
      schedule();
    });
    batches.add(work);
  }

  return {
    add(key, reason) {
      if (stopped) return;
      const before = waiting.get(key);
      waiting.set(key, before === undefined ? reason : merge(before, reason));
      schedule();
    },
    async stop() {
      stopped = true;
      waiting.clear();
      await Promise.all(batches);
    },
  };
}

/** Runs work that came in for a key while earlier work for that key was under way together, later. */
export interface Batches<Job> {
  add(key: string, job: Job): void;
}

/**
 * For each key one batch at a time, with all the jobs that have come in by then; keys are independent.
 * Jobs that are added in one turn of the event loop run in one batch. `run` must not reject.
 */
export function batches<Job>(run: (jobs: readonly Job[]) => Promise<void>): Batches<Job> {
  const waiting = new Map<string, Job[]>();

  async function drain(key: string, jobs: Job[]): Promise<void> {
    await Promise.resolve();
    while (jobs.length > 0) await run(jobs.splice(0));
    waiting.delete(key);
  }

  return {
    add(key, job) {
      const jobs = waiting.get(key);
      if (jobs !== undefined) {
        jobs.push(job);
        return;
      }
      const started = [job];
      waiting.set(key, started);
      void drain(key, started);
    },
  };
}

/** How often something was done, by what it was. */
export type Counts = Readonly<Record<string, number>>;

/** What a process has used since it started. */
export interface Usage {
  /** Of the clock on the wall. */
  readonly seconds: number;
  /** User and system time, without that of child processes. */
  readonly cpuSeconds: number;
  /** Bytes in memory, now and at most. */
  readonly rss: number;
  readonly peakRss: number;
  /** Requests to registries, by kind. */
  readonly registry: Counts;
  /** Requests to the API server: `patch applications`. */
  readonly kube: Counts;
}

/** What was used between two moments. */
export interface Spent {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly registry: Counts;
  readonly kube: Counts;
  readonly git: Counts;
}

/** Each count less what it was before; what did not happen is left out. */
export function since(before: Counts, after: Counts): Counts {
  const grown = Object.entries(after).map(([key, count]) => [key, count - (before[key] ?? 0)]);
  return Object.fromEntries(grown.filter(([, count]) => count !== 0));
}

/** All together, or those whose name begins so. */
export function total(counts: Counts, prefix = ''): number {
  return Object.entries(counts)
    .filter(([key]) => key.startsWith(prefix))
    .reduce((sum, [, count]) => sum + count, 0);
}

/** The middle one; of an even number the mean of the two. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}

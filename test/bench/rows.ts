import type { Figures } from './measure.ts';
import { median, type Spent, total } from './usage.ts';

export type Unit = 'seconds' | 'count' | 'megabytes' | 'percent';

/** What a figure is held against. */
export interface Reference {
  /** The goal: less than this. */
  readonly below?: number;
  /** The goal: this, neither more nor less. */
  readonly exactly?: number;
  /** What argocd-image-updater needs for the same. */
  readonly upstream?: number;
}

/** One line of a scenario's table. */
export interface Row extends Reference {
  readonly what: string;
  readonly unit: Unit;
  readonly of: (figures: Figures) => number;
}

type Of<T> = (from: T) => number;

export function row(unit: Unit, what: string, of: Of<Figures>, reference: Reference = {}): Row {
  return { unit, what, of, ...reference };
}

export function first(of: Of<Spent>): Of<Figures> {
  return (figures) => of(figures.first);
}

/** Until the updater has seen what the first cycle did. */
export function settle(of: Of<Spent>): Of<Figures> {
  return (figures) => of(figures.settle);
}

/** The middle one of the cycles in which nothing is new. */
export function idle(of: Of<Spent>): Of<Figures> {
  return (figures) => median(figures.idle.map(of));
}

export function release(of: Of<Spent>): Of<Figures> {
  return (figures) => of(figures.release);
}

/** From the start of the process to the end of the first cycle. */
export function untilUpdated(of: Of<Spent>): Of<Figures> {
  return (figures) => of(figures.start) + of(figures.first);
}

export const seconds: Of<Spent> = (spent) => spent.seconds;

export const cpu: Of<Spent> = (spent) => spent.cpuSeconds;

/** Requests to registries of these kinds. */
export function requests(...kinds: readonly string[]): Of<Spent> {
  return ({ registry }) => kinds.reduce((sum, kind) => sum + (registry[kind] ?? 0), 0);
}

export const allRequests: Of<Spent> = ({ registry }) => total(registry);

/** Requests to the API server: `get secrets`. */
export function kube(request: string): Of<Spent> {
  return (spent) => spent.kube[request] ?? 0;
}

export const patches: Of<Spent> = (spent) => total(spent.kube, 'patch');

export function git(command: string): Of<Spent> {
  return (spent) => spent.git[command] ?? 0;
}

/** 2^20 bytes. */
export function megabytes(of: Of<Figures>): Of<Figures> {
  return (figures) => of(figures) / 2 ** 20;
}

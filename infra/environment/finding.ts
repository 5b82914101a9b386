import { printable } from '../../src/model/printable.ts';

/** A pitfall: what the schema takes, but would not work, or would harm, in the cluster. */
export interface Finding {
  /** `tagboat:environment.services[0].update` */
  readonly path: string;
  /** Never a secret. */
  readonly found: string;
  /** What would come of it. */
  readonly reason: string;
  readonly wayOut: string;
}

export function inOneLine({ path, found, reason, wayOut }: Finding): string {
  return printable(`${path}: found ${found}: ${reason}; ${wayOut}`, 1000);
}

/** The path of an entry of one of the environment's lists. */
export function entryPath(list: string, index: number, rest = ''): string {
  return `tagboat:environment.${list}[${index}]${rest}`;
}

/** A place in the file: keys and indices. */
export type Path = readonly (string | number)[];

/** A path as people write it: `tagboat:environment.services[0].rollout.kind`. */
export function printPath(path: Path): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');
}

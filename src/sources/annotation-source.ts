import type { Application } from '../model/application.ts';
import type { AnnotationOptions } from './annotations/common.ts';
import { watchesOf } from './annotations.ts';
import type { Source, Watched } from './source.ts';

/**
 * The Watches that the annotations of these Applications ask for. An Application is read once, as long as
 * it stays the same object. One that is being deleted is left alone.
 */
export function annotationSource(
  applications: { all(): readonly Application[] },
  options: AnnotationOptions,
): Source {
  const read = new WeakMap<Application, Watched>();

  function readOnce(app: Application): Watched {
    const watched = read.get(app) ?? watchesOf(app, options);
    read.set(app, watched);
    return watched;
  }

  return {
    watches() {
      const alive = applications
        .all()
        .filter((app) => app.metadata.deletionTimestamp === undefined);
      const all = alive.map(readOnce);
      return {
        watches: all.flatMap(({ watches }) => watches),
        problems: all.flatMap(({ problems }) => problems),
      };
    },
  };
}

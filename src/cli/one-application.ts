import type { Application } from '../model/application.ts';
import { APPLICATIONS } from '../model/application.ts';
import { orThrow, TagboatError } from '../model/errors.ts';
import type { AppKey } from '../model/watch.ts';
import { watchesOf } from '../sources/annotations.ts';
import { project } from '../sources/application-schema.ts';
import type { Watched } from '../sources/source.ts';
import type { OpenStages } from './open-stages.ts';

export interface OneApplication extends Watched {
  readonly app: Application;
}

/** Reads one Application, given as `name` or `namespace/name`, and what its annotations ask for. */
export async function readOne(
  { kube, annotations }: Pick<OpenStages, 'kube' | 'annotations'>,
  text: string,
): Promise<OneApplication> {
  const app = orThrow(
    project(await kube.get(APPLICATIONS, keyOf(text, annotations.argocdNamespace))),
  );
  return { app, ...watchesOf(app, annotations) };
}

function keyOf(text: string, argocdNamespace: string): AppKey {
  const [first = '', second, ...rest] = text.split('/');
  if (rest.length === 0 && first !== '' && second !== '') {
    return second === undefined
      ? { namespace: argocdNamespace, name: first }
      : { namespace: first, name: second };
  }
  const expected = 'name or namespace/name';
  throw new TagboatError('invalid-config', {
    where: 'Application',
    what: 'is not named',
    found: text,
    expected,
  });
}

import type { Application } from '../../model/application.ts';
import { TagboatError } from '../../model/errors.ts';
import type { Watch } from '../../model/watch.ts';
import type { All } from './all.ts';
import { parseLive } from './live.ts';
import { whereApplication } from './settings.ts';
import { type WriteBack, writeBackOf } from './write-back.ts';

export interface AnnotationOptions {
  /** Where Argo CD itself runs: it names override files, and its Secrets may be used. */
  readonly argocdNamespace: string;
  /** `os/arch[/variant]`, for strategies that need one when the user names none. */
  readonly defaultPlatforms: readonly string[];
}

/** What all images of an Application share. */
export interface Common extends AnnotationOptions {
  readonly writeBack: WriteBack;
  /** All images that the Application runs. */
  readonly running: Watch['live'];
}

export function commonOf(app: Application, options: AnnotationOptions): All<Common> {
  if (app.spec.sourceHydrator !== undefined) return { ok: false, errors: [hydrated(app)] };
  const writeBack = writeBackOf(app);
  if (!writeBack.ok) return writeBack;
  const running = parseLive(app);
  return { ok: true, value: { ...options, writeBack: writeBack.value, running } };
}

/** Argo CD renders these from `spec.sourceHydrator.drySource`, so what is written to a source is lost. */
function hydrated(app: Application): TagboatError {
  return new TagboatError('invalid-config', {
    what: 'Applications with a source hydrator are not supported in this version',
    where: whereApplication(app),
    found: 'spec.sourceHydrator',
    expected: 'spec.source or spec.sources',
  });
}

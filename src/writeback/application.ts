import { ARGOCD_REFRESH } from '../model/annotations.ts';
import { APPLICATIONS, type Application } from '../model/application.ts';
import { TagboatError } from '../model/errors.ts';
import type { JsonPatchOp } from '../model/json-patch.ts';
import type { AppKey } from '../model/watch.ts';
import type { Clock, Kube, Log, Random } from '../ports.ts';

export interface ApplicationWriter {
  /**
   * Applies the patch that `prepare` makes of the Application. When something it is based on has changed
   * meanwhile, the Application is read anew and `prepare` called again, up to 5 times in all; it must be
   * pure. An empty patch writes nothing.
   *
   * @throws TagboatError `conflict` when the last try fails too, and whatever `prepare` or the API throws
   */
  update(app: Application, prepare: Prepare): Promise<'patched' | 'unchanged'>;
  /** Asks Argo CD to look at the Application's repository now. */
  refresh(key: AppKey): Promise<void>;
}

export interface ApplicationWriterDeps {
  readonly kube: Kube;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Told what the API server made of an Application, before a watch tells everybody. */
  readonly onPatched?: ((before: Application, answer: unknown) => void) | undefined;
}

const TRIES = 5;
/** Someone else writes the same Application at the same moment: a short wait, never the same for both. */
const PAUSE_MS = 100;

type Prepare = (app: Application) => readonly JsonPatchOp[] | undefined;

export function createApplicationWriter(deps: ApplicationWriterDeps): ApplicationWriter {
  const { kube, clock, random, log } = deps;

  async function patchOnce(app: Application, prepare: Prepare): Promise<'patched' | 'unchanged'> {
    const patch = prepare(app) ?? [];
    if (patch.length === 0) return 'unchanged';
    const answer = await kube.jsonPatch<unknown>(APPLICATIONS, keyOf(app), patch);
    deps.onPatched?.(app, answer);
    return 'patched';
  }

  async function readAgain(app: Application, attempt: number): Promise<Application> {
    await clock.sleep(PAUSE_MS * attempt * random());
    return kube.get<Application>(APPLICATIONS, keyOf(app));
  }

  return {
    async update(app, prepare) {
      let current = app;
      for (let attempt = 1; attempt < TRIES; attempt++) {
        try {
          return await patchOnce(current, prepare);
        } catch (thrown) {
          if (!isConflict(thrown)) throw thrown;
          log.debug('application changed meanwhile', { ...keyOf(app), attempt, error: thrown });
        }
        current = await readAgain(app, attempt);
      }
      return patchOnce(current, prepare);
    },

    async refresh({ namespace, name }) {
      const annotations = { [ARGOCD_REFRESH]: 'normal' };
      await kube.mergePatch(APPLICATIONS, { namespace, name }, { metadata: { annotations } });
    },
  };
}

function keyOf({ metadata: { namespace, name } }: Application): AppKey {
  return { namespace, name };
}

function isConflict(thrown: unknown): boolean {
  return thrown instanceof TagboatError && thrown.code === 'conflict';
}

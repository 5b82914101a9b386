import type { Application } from '../model/application.ts';
import { TagboatError } from '../model/errors.ts';
import { printable } from '../model/printable.ts';
import { appName, type Watch } from '../model/watch.ts';
import { clearPatch } from '../writeback/edits/stale.ts';

/**
 * A parameter override in the Application that hides what is written to git: Argo CD prefers the former, so
 * commits would change nothing that runs. Undefined where none is in the way.
 */
export function staleOverride(app: Application, watch: Watch): TagboatError | undefined {
  if (watch.destination.method === 'argocd') return undefined;
  const { removed } = clearPatch(app, [watch]);
  if (removed.length === 0) return undefined;
  return new TagboatError('invalid-config', {
    where: `Application ${appName(watch.app)}`,
    what: 'its spec overrides an image that is written to git, so that commits have no effect',
    found: printable(removed.join(', '), 400),
    expected: 'no override of a tracked image',
    hint: `run: tagboat clear ${appName(watch.app)}`,
  });
}

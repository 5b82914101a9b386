import type { Environment } from '../infra/environment.ts';
import { helmFiles } from './helm-chart.ts';
import { kustomizeFiles } from './kustomize.ts';
import type { ServiceSpec } from './labels.ts';

/**
 * The files of one service in the GitOps repository: path → text, in the order they are best read.
 * They say `initialTag`; whoever writes them keeps the tag that a file has already.
 *
 * @param readScript Gives the text of a smoke test by the path that the environment file has.
 */
export function serviceFiles(
  environment: Environment,
  service: ServiceSpec,
  readScript: (path: string) => string,
): ReadonlyMap<string, string> {
  const files = service.format === 'helm' ? helmFiles : kustomizeFiles;
  return files(environment, service, readScript);
}

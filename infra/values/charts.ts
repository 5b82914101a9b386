import type { Environment } from '../environment.ts';

export type Chart = NonNullable<Environment['argocd']['chart']>;

/** Where a chart comes from, as `helm.v3.Release` wants to know it; a path is as it was written. */
export type ReleaseSource =
  | { readonly path: string }
  | {
      readonly chart: string;
      readonly version: string;
      readonly repositoryOpts?: { readonly repo: string };
    };

/** Versions that are installed when the environment names none. */
const PINNED = {
  /** Argo CD v3.4.5 */
  'argo-cd': '10.1.4',
  /** Argo Rollouts v1.9.1 */
  'argo-rollouts': '2.41.1',
  /** Argo CD Image Updater v1.2.2 */
  'argocd-image-updater': '1.2.4',
  /** Argo Events v1.9.10 */
  'argo-events': '2.4.21',
  /** Argo Workflows v4.1 */
  'argo-workflows': '2.0.2',
} as const;

const REPOSITORY = 'https://argoproj.github.io/argo-helm';

export type ChartName = keyof typeof PINNED;

/** @param chart from the environment file; absent takes the pinned version from Argo's own repository */
export function releaseSource(
  name: ChartName,
  chart: Chart = { repository: REPOSITORY, version: PINNED[name] },
): ReleaseSource {
  if ('path' in chart) return chart;
  if ('oci' in chart) return { chart: chart.oci, version: chart.version };
  return { chart: name, version: chart.version, repositoryOpts: { repo: chart.repository } };
}

import { NAMESPACE, REPOSITORY, type World } from '../../demo/world.ts';
import type { Decision } from '../../model/plan.ts';
import { verdictLines } from '../../report/format/verdicts.ts';

/** The verdict on every tag, one line each. */
export function decisionLines(decision: Decision): readonly string[] {
  return decision.kind === 'failed' ? [] : verdictLines(decision.verdicts);
}

/** What it cost, and what would follow on a real cluster. */
export function farewell({ registry, kube, git }: World): string {
  const { requests } = registry;
  const { patch } = kube.requests();
  return [
    `It cost ${times(requests.count('list'), 'tag list')}, ${times(requests.count('token'), 'token')}, ` +
      `${times(patch, 'patch', 'patches')} and ${times(git.counts().pushes, 'git push', 'git pushes')}.`,
    'On a cluster, Argo CD would sync both Applications now.',
  ].join('\n');
}

function times(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** What the updater was started with. */
interface Files {
  readonly kubeconfig: string;
  readonly registriesConfPath: string;
}

/** Where everything is. */
export function keepLines(
  world: World,
  { kubeconfig, registriesConfPath }: Files,
): readonly string[] {
  const { kube, registry, gitops } = world;
  const applications = `/apis/argoproj.io/v1alpha1/namespaces/${NAMESPACE}/applications`;
  const flags = `--kubeconfig ${kubeconfig} --registries-conf-path ${registriesConfPath}`;
  return [
    'Still running, until Ctrl-C:',
    `  Kubernetes  curl -H 'Authorization: Bearer ${kube.token}' ${kube.url}${applications}`,
    `  why         npm run -s tagboat -- explain back ${flags}`,
    `  git         git clone ${gitops.replace('://', '://tagboat:git-token@')}`,
    `  registry    ${registry.url}/v2/${REPOSITORY}/tags/list (user deployer, password registry-token)`,
  ];
}

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
  const { patch = 0 } = kube.requests();
  return [
    `Asked the registry for ${requests.count('list')} tag lists and ${requests.count('token')} tokens; patched Kubernetes ${patch} times and`,
    `pushed to git ${git.counts().pushes} time. On a cluster, Argo CD would sync both Applications now.`,
  ].join('\n');
}

/** Where everything is. */
export function keepLines(world: World, kubeconfig: string): readonly string[] {
  return [
    'Still running, until Ctrl-C:',
    `  Kubernetes  KUBECONFIG=${kubeconfig} kubectl -n ${NAMESPACE} get applications -o yaml`,
    `  why         npm run -s tagboat -- explain back --kubeconfig ${kubeconfig}`,
    `  git         git clone ${world.gitops.replace('://', '://tagboat:git-token@')}`,
    `  registry    ${world.registry.url}/v2/${REPOSITORY}/tags/list (user deployer, password registry-token)`,
  ];
}

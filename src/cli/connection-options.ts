import { type Command, Option } from 'commander';

/** How the Kubernetes API and the registries are reached. */
export interface ConnectionOptions {
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly argocdNamespace?: string;
  readonly registriesConfPath?: string;
}

/** The flags that upstream has too keep its names and variables. */
export function addConnectionOptions(command: Command): Command {
  return command
    .option('--kubeconfig <path>', 'default: $KUBECONFIG, ~/.kube/config, or the service account')
    .option('--context <name>', 'context of the kubeconfig')
    .addOption(
      new Option('--argocd-namespace <name>', 'where Argo CD runs; default: the own namespace').env(
        'ARGOCD_NAMESPACE',
      ),
    )
    .option('--registries-conf-path <path>', 'registries.conf, as upstream writes it');
}

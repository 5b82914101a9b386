import type { ServiceContext, ServiceObject } from './context.ts';
import { podLabels, type ServiceSpec } from './labels.ts';
import {
  configEntries,
  containerSecurity,
  podSecurity,
  pullSecrets,
  secretSources,
} from './pod.ts';

/**
 * The migration as a Job that Argo CD runs before it syncs the rest, in the new version's image. On a
 * first release the ConfigMap is not there yet at that time, so the config is written into the Job.
 */
export function migrationObjects(context: ServiceContext): readonly ServiceObject[] {
  const { service, image } = context;
  if (service.migration === undefined) return [];
  const secrets = secretSources(service);
  const container = {
    command: service.migration.command,
    env: variables(service),
    envFrom: secrets.length === 0 ? undefined : secrets,
    image,
    imagePullPolicy: service.pullPolicy,
    name: 'migration',
    resources: service.resources,
    securityContext: containerSecurity,
  };
  const pod = {
    automountServiceAccountToken: false,
    containers: [container],
    imagePullSecrets: pullSecrets(context, service.image),
    restartPolicy: 'Never',
    securityContext: podSecurity,
  };
  const annotations = {
    'argocd.argoproj.io/hook': 'PreSync',
    'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
  };
  const template = { metadata: { labels: podLabels(service, 'migration') }, spec: pod };
  return [
    {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { annotations, name: `${service.name}-migration` },
      spec: { backoffLimit: 0, template },
    },
  ];
}

function variables(service: ServiceSpec): readonly object[] | undefined {
  const entries = configEntries(service).map(([name, value]) => ({ name, value }));
  return entries.length === 0 ? undefined : entries;
}

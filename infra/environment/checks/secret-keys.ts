import { didYouMean } from '../../../src/model/nearest.ts';
import type { Environment } from '../../environment.ts';
import { entryPath, type Finding } from '../finding.ts';

interface NamedSecret {
  readonly path: string;
  readonly key: string | undefined;
}

/** Every name of a secret key must have its encrypted key in the file. */
export function checkSecretKeys(
  environment: Environment,
  present: readonly string[],
): readonly Finding[] {
  return namedSecrets(environment).flatMap(({ path, key }) =>
    key === undefined || present.includes(key) ? [] : [missing(path, key, present)],
  );
}

function missing(path: string, key: string, present: readonly string[]): Finding {
  const near = didYouMean(key, present);
  const command = `run: pulumi config set --secret tagboat:${key}`;
  return {
    path,
    found: key,
    reason: `the file holds no encrypted tagboat:${key}`,
    wayOut: near === undefined ? command : `${near} Else ${command}`,
  };
}

function namedSecrets(environment: Environment): readonly NamedSecret[] {
  const { argocd, gitAccess, registries, clusters } = environment;
  return [
    { path: of('adminPasswordHash'), key: argocd.adminPasswordHash },
    { path: of('githubWebhookSecret'), key: argocd.githubWebhookSecret },
    { path: of('notifications.slack.token'), key: argocd.notifications?.slack.token },
    ...gitAccess.map((access, index) =>
      access.kind === 'token'
        ? { path: entryPath('gitAccess', index, '.token'), key: access.token }
        : { path: entryPath('gitAccess', index, '.privateKey'), key: access.privateKey },
    ),
    ...registries.flatMap(({ auth }, index) =>
      auth.kind === 'token'
        ? [
            { path: entryPath('registries', index, '.auth.token'), key: auth.token },
            { path: entryPath('registries', index, '.auth.tokenNext'), key: auth.tokenNext },
          ]
        : [],
    ),
    ...clusters.map(({ config }, index) => ({
      path: entryPath('clusters', index, '.config'),
      key: config,
    })),
  ];
}

function of(field: string): string {
  return `tagboat:environment.argocd.${field}`;
}

import * as k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { childOf, LABELS, type ReadSecret, secretData } from './component.ts';
import { pullSecretNames } from './environment/pull-secrets.ts';
import type { Environment } from './environment.ts';
import { pullingNamespaces } from './values/namespaces.ts';
import { credsSecretName } from './values/registries.ts';
import { acceptedToken, credsContent, dockerConfigContent } from './values/secrets.ts';

type Registry = Environment['registries'][number];
type TokenAuth = Extract<Registry['auth'], { kind: 'token' }>;

export interface RegistrySecretsArgs {
  readonly environment: Environment;
  readonly registry: Registry;
  readonly secret: ReadSecret;
}

/**
 * What one registry's token becomes: the updater's Secret, and the kubelet's in every namespace that pulls.
 * With a second token the kubelet gets both. Registries by workload identity, and open ones, need none.
 */
export class RegistrySecrets extends pulumi.ComponentResource {
  readonly #child: pulumi.CustomResourceOptions;

  constructor(name: string, args: RegistrySecretsArgs, options?: pulumi.ComponentResourceOptions) {
    super('tagboat:infra:RegistrySecrets', name, {}, options);
    const { auth } = args.registry;
    this.#child = childOf(this, options);
    if (auth.kind === 'token') this.#create(args, auth);
    this.registerOutputs();
  }

  #create({ environment, registry, secret }: RegistrySecretsArgs, auth: TokenAuth): void {
    const { username, expires } = auth;
    // The date is that of the first token.
    const annotations: Record<string, string> =
      expires === undefined ? {} : { 'tagboat.dev/expires': expires };
    const tokens = tokensOf(registry, auth, secret);
    const creds = pulumi
      .all([...tokens])
      .apply(([token = '', next]) => credsContent(username, [token, next]));
    this.#secret(
      { name: credsSecretName(registry), namespace: environment.argocd.namespace, annotations },
      { type: 'Opaque', data: secretData(creds) },
    );
    const names = pullSecretNames(registry);
    for (const namespace of pullingNamespaces(environment, registry)) {
      tokens.forEach((token, slot) => {
        const content = token.apply((text) => dockerConfigContent(registry, username, text));
        this.#secret(
          { name: names[slot] ?? '', namespace, annotations: slot === 0 ? annotations : {} },
          { type: 'kubernetes.io/dockerconfigjson', data: secretData(content) },
        );
      });
    }
  }

  #secret(
    metadata: { name: string; namespace: string; annotations: Readonly<Record<string, string>> },
    content: Pick<k8s.core.v1.SecretArgs, 'type' | 'data'>,
  ): void {
    const labels = { ...LABELS, 'app.kubernetes.io/name': metadata.name };
    const args = { metadata: { ...metadata, labels }, ...content };
    new k8s.core.v1.Secret(`${metadata.namespace}/${metadata.name}`, args, this.#child);
  }
}

/** The token, and the next one if there is one. Refused ones fail the run. */
function tokensOf(
  registry: Registry,
  { token, tokenNext }: TokenAuth,
  secret: ReadSecret,
): readonly pulumi.Output<string>[] {
  const keys = tokenNext === undefined ? [token] : [token, tokenNext];
  return keys.map((key) => secret(key).apply((text) => acceptedToken(registry, key, text)));
}

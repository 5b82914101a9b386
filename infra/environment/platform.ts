import * as z from 'zod';
import { Duration, GitUrl, Label, Resources, SecretKey, StringMap } from './names.ts';

/** Where a Helm chart comes from: a repository, an OCI registry, or a folder or archive for air-gapped sites. */
const Chart = z.union([
  z.strictObject({ repository: z.url(), version: z.string().min(1) }),
  z.strictObject({ oci: z.string().startsWith('oci://'), version: z.string().min(1) }),
  z.strictObject({ path: z.string().min(1) }),
]);

const Ingress = z.strictObject({
  host: z.hostname(),
  className: z.string().min(1).optional(),
  /** Name of the TLS Secret; absent serves plain HTTP behind the ingress. */
  tlsSecret: Label.optional(),
  annotations: StringMap.default({}),
});

/** The Slack channel and token of the notifications controller. */
const Notifications = z.strictObject({
  slack: z.strictObject({ token: SecretKey, channel: z.string().min(1) }),
});

export const ArgoCd = z.strictObject({
  namespace: Label.default('argocd'),
  chart: Chart.optional(),
  /** Three replicas and Redis HA. */
  ha: z.boolean().default(false),
  /** Serve plain HTTP, since TLS ends at the ingress. */
  insecure: z.boolean().default(false),
  serviceType: z.enum(['ClusterIP', 'NodePort', 'LoadBalancer']).default('ClusterIP'),
  ingress: Ingress.optional(),
  /** bcrypt hash of the admin password; absent lets Argo CD make one up. */
  adminPasswordHash: SecretKey.optional(),
  /** Secret of GitHub's webhook to Argo CD. */
  githubWebhookSecret: SecretKey.optional(),
  rbac: z
    .strictObject({
      defaultRole: z.string().default('role:readonly'),
      policy: z.string().default(''),
    })
    .prefault({}),
  /** Further keys of argocd-cm, such as `dex.config` or `oidc.config` for single sign-on. */
  config: StringMap.default({}),
  /** Further keys of argocd-cmd-params-cm. */
  params: StringMap.default({}),
  resources: Resources.optional(),
  notifications: Notifications.optional(),
});

/** A part of the Argo family that is installed by its chart. */
export const Addon = z.strictObject({
  enabled: z.boolean().default(false),
  namespace: Label.optional(),
  chart: Chart.optional(),
});

export const Rollouts = z.strictObject({
  namespace: Label.default('argo-rollouts'),
  chart: Chart.optional(),
  dashboard: z.boolean().default(false),
});

export const Updater = z.strictObject({
  /** Tagboat itself, or upstream by its chart. */
  engine: z.enum(['tagboat', 'argocd-image-updater']).default('tagboat'),
  /** Of Tagboat. */
  image: z.string().default('ghcr.io/tagboat/tagboat:0.1.0'),
  /** Of upstream. */
  chart: Chart.optional(),
  interval: Duration.default('2m'),
  logLevel: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  /** Namespaces of Applications beside Argo CD's own. */
  watchNamespaces: z.array(Label).default([]),
  gitIdentity: z
    .strictObject({
      name: z.string().default('argocd-image-updater'),
      email: z.string().default('noreply@argoproj.io'),
    })
    .prefault({}),
  resources: Resources.optional(),
});

/** How Argo CD and the updater get into a git repository, or into all below a URL. */
export const GitAccess = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('token'),
    url: GitUrl,
    /** All repositories whose URL begins with it, not one. */
    template: z.boolean().default(false),
    username: z.string().min(1),
    token: SecretKey,
  }),
  z.strictObject({
    kind: z.literal('ssh'),
    url: GitUrl,
    template: z.boolean().default(false),
    privateKey: SecretKey,
  }),
  z.strictObject({
    kind: z.literal('githubApp'),
    url: GitUrl,
    template: z.boolean().default(false),
    appId: z.string().regex(/^\d+$/),
    installationId: z.string().regex(/^\d+$/),
    privateKey: SecretKey,
  }),
]);

export const GitOps = z.strictObject({
  repository: GitUrl,
  branch: z.string().min(1).default('main'),
});

/** A further cluster, with labels that the cluster generator selects by. */
export const Cluster = z.strictObject({
  name: Label,
  server: z.url(),
  labels: StringMap.default({}),
  /** JSON of Argo CD's cluster config: bearerToken, tlsClientConfig. */
  config: SecretKey,
});

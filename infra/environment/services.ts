import * as z from 'zod';
import { Duration, GitUrl, Label, Port, Quantity, Resources, StringMap } from './names.ts';

/** Which tags are taken, as the annotations of the updater say it. */
const UpdatePolicy = z.strictObject({
  strategy: z
    .enum(['semver', 'newest-build', 'alphabetical', 'digest', 'calver', 'numerical'])
    .default('semver'),
  constraint: z.string().min(1).optional(),
  /** `any`, or `regexp:…` */
  allowTags: z.string().min(1).optional(),
  ignoreTags: z.array(z.string().min(1)).default([]),
  platforms: z.array(z.string().min(1)).default([]),
  /** Of `calver`: `YYYY.MM.MICRO`. */
  calverFormat: z.string().min(1).optional(),
  /** Of `numerical`: a regular expression whose group is the number. */
  extract: z.string().min(1).optional(),
});

const Pause = z.union([z.literal('manual'), Duration]);

/** A k6 smoke test that runs before traffic is switched. */
const SmokeTest = z.strictObject({
  /** Path of the script, beside this file. */
  script: z.string().min(1),
  image: z.string().default('grafana/k6:1.2.3'),
});

const Rollout = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('blueGreen'),
    /** Switch without a person. */
    autoPromotion: z.boolean().default(false),
    /** How long the old version stays after the switch, in seconds. */
    scaleDownDelaySeconds: z.int().min(0).default(30),
    previewHost: z.hostname().optional(),
    prePromotion: SmokeTest.optional(),
    postPromotion: SmokeTest.optional(),
  }),
  z.strictObject({
    kind: z.literal('canary'),
    steps: z
      .array(
        z.union([
          z.strictObject({ setWeight: z.int().min(0).max(100) }),
          z.strictObject({ pause: Pause }),
        ]),
      )
      .min(1),
  }),
  z.strictObject({ kind: z.literal('deployment') }),
]);

const Probe = z.strictObject({ path: z.string().startsWith('/'), port: Port.optional() });

export const Service = z.strictObject({
  name: Label,
  /** Namespace of the workload. @default the team */
  namespace: Label.optional(),
  /** Folder of the Application below `argo-apps/clusters/<env>/`, and its AppProject. */
  team: Label,
  /** Without a tag. */
  image: z.string().min(1),
  /** Written only where the target has none yet. */
  initialTag: z.string().min(1),
  format: z.enum(['helm', 'kustomize']).default('helm'),
  update: UpdatePolicy.prefault({}),
  writeBack: z.enum(['argocd', 'git']).default('git'),
  rollout: Rollout.default({ kind: 'deployment' }),
  replicas: z.int().min(0).default(2),
  port: Port.default(8080),
  probes: z.strictObject({ readiness: Probe.optional(), liveness: Probe.optional() }).prefault({}),
  resources: Resources.optional(),
  autoscaling: z
    .strictObject({ min: z.int().min(1), max: z.int().min(1), cpuPercent: z.int().min(1).max(100) })
    .optional(),
  /** Pods that may be away at once. */
  maxUnavailable: z.int().min(1).optional(),
  host: z.hostname().optional(),
  routing: z.enum(['ingress', 'gateway']).default('ingress'),
  /** Ingress class, or `namespace/name` of the Gateway. */
  routingClass: z.string().optional(),
  config: StringMap.default({}),
  /** Names of Secrets whose keys become environment variables. */
  secretRefs: z.array(Label).default([]),
  pullPolicy: z.enum(['IfNotPresent', 'Always']).default('IfNotPresent'),
  /** A Job that runs before the new version, in the service's own image. */
  migration: z.strictObject({ command: z.array(z.string().min(1)).min(1) }).optional(),
  syncWave: z.int().default(0),
});

/** An Application that deploys somebody else's chart or a path of a repository. */
export const ThirdParty = z.strictObject({
  name: Label,
  team: Label.default('tools'),
  namespace: Label,
  source: z.union([
    z.strictObject({
      chartRepository: z.url(),
      chart: z.string(),
      version: z.string(),
      values: z.string().default(''),
    }),
    z.strictObject({ repository: GitUrl, path: z.string(), revision: z.string() }),
  ]),
  syncWave: z.int().default(0),
});

export const Team = z.strictObject({
  name: Label,
  description: z.string().default(''),
  /** Beside the GitOps repository. */
  sourceRepos: z.array(z.string().min(1)).default([]),
  /** Namespaces beside those of the team's services; `*` as in AppProject. */
  namespaces: z.array(z.string().min(1)).default([]),
  clusterResources: z.array(z.strictObject({ group: z.string(), kind: z.string() })).default([]),
  namespaceResourceBlacklist: z
    .array(z.strictObject({ group: z.string(), kind: z.string() }))
    .default([]),
  roles: z
    .array(
      z.strictObject({
        name: Label,
        description: z.string().default(''),
        groups: z.array(z.string()).default([]),
        /** Verbs on the team's Applications. */
        allow: z.array(z.enum(['get', 'sync', 'override', 'action/*', 'delete', '*'])).min(1),
      }),
    )
    .default([]),
  /** ResourceQuota of each namespace of the team. */
  quota: z
    .strictObject({
      cpu: Quantity.optional(),
      memory: Quantity.optional(),
      pods: z.int().optional(),
    })
    .optional(),
});

/** Parameters of one Application; its name ends with `name`. */
const Element = z.object({ name: Label }).catchall(z.string());

/** An ApplicationSet whose template carries the updater's annotations. */
export const ApplicationSet = z.strictObject({
  name: Label,
  team: Label,
  image: z.string().min(1),
  format: z.enum(['helm', 'kustomize']).default('helm'),
  update: UpdatePolicy.prefault({}),
  writeBack: z.enum(['argocd', 'git']).default('git'),
  generator: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('list'), elements: z.array(Element).min(1) }),
    z.strictObject({ kind: z.literal('git'), directories: z.array(z.string()).min(1) }),
    z.strictObject({ kind: z.literal('cluster'), labels: StringMap }),
  ]),
  /** Path in the GitOps repository; may hold the generator's parameters. */
  path: z.string().min(1),
  namespace: z.string().min(1),
});

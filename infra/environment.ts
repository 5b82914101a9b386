import * as z from 'zod';
import {
  Addon,
  ArgoCd,
  Cluster,
  GitAccess,
  GitOps,
  Rollouts,
  Updater,
} from './environment/platform.ts';
import { Registry } from './environment/registries.ts';
import { ApplicationSet, Service, Team, ThirdParty } from './environment/services.ts';

/**
 * The only description of an environment: the structured key `tagboat:environment` of `Pulumi.<env>.yaml`.
 * It is plain; secrets are flat, encrypted keys beside it (`tagboat:ghcrToken`), which it names.
 */
export const EnvironmentSchema = z.strictObject({
  /** `dev`, `prod`: also the name of the stack and of the folder in the GitOps repository. */
  name: z.string().regex(/^[a-z][a-z0-9-]*$/, 'expected a name such as dev or prod'),
  /** Context of the kubeconfig. @default its current-context */
  kubeContext: z.string().optional(),
  kubeconfig: z.string().optional(),
  /** Wait until Helm releases are ready. */
  wait: z.boolean().default(true),
  /** `gitops`: Pulumi applies the root Application only, the rest is synthesized. `direct`: Pulumi applies all. */
  delivery: z.enum(['gitops', 'direct']).default('gitops'),
  gitops: GitOps,
  gitAccess: z.array(GitAccess).default([]),
  argocd: ArgoCd.prefault({}),
  rollouts: Rollouts.prefault({}),
  events: Addon.prefault({}),
  workflows: Addon.prefault({}),
  updater: Updater.prefault({}),
  registries: z.array(Registry).default([]),
  clusters: z.array(Cluster).default([]),
  teams: z.array(Team).default([]),
  services: z.array(Service).default([]),
  thirdParty: z.array(ThirdParty).default([]),
  applicationSets: z.array(ApplicationSet).default([]),
});

export type Environment = z.output<typeof EnvironmentSchema>;

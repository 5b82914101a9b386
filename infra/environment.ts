import * as z from 'zod';
import { fail, ok, type Result, TagboatError } from '../src/model/errors.ts';
import { printable } from '../src/model/printable.ts';
import { type Mistake, mistakesOf } from './environment/mistakes.ts';
import { printPath } from './environment/path.ts';
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
import { ENVIRONMENT_KEY, readStackFile } from './environment/stack-file.ts';

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

export interface EnvironmentFile {
  readonly environment: Environment;
  /** Names of the encrypted keys beside it, without `tagboat:`. */
  readonly secretKeys: readonly string[];
}

/**
 * Reads `Pulumi.<env>.yaml`. Fails with `invalid-config`, whose message holds every mistake on a line of its
 * own: line, path, what was found, what is expected, and what was probably meant.
 *
 * @param where the file's name, for messages
 */
export function readEnvironment(text: string, where: string): Result<EnvironmentFile> {
  const file = readStackFile(text);
  const { environment, secretKeys } = file;
  const parsed = EnvironmentSchema.safeParse(environment);
  const issues = parsed.success || environment === undefined ? [] : parsed.error.issues;
  const told = new Set(file.mistakes.map(({ path }) => printPath(path)));
  const further = schemaMistakes(issues, environment).filter(
    ({ path }) => !told.has(printPath(path)),
  );
  const mistakes = [...file.mistakes, ...further];
  if (parsed.success && mistakes.length === 0) return ok({ environment: parsed.data, secretKeys });
  const lines = mistakes.map((mistake) => ({ mistake, line: file.line(mistake.path) }));
  const list = lines.toSorted((a, b) => a.line - b.line).map(inOneLine);
  const count = list.length === 1 ? '1 mistake' : `${list.length} mistakes`;
  return fail('invalid-config', { what: [count, ...list].join('\n  '), where });
}

function schemaMistakes(issues: readonly z.core.$ZodIssue[], data: unknown): readonly Mistake[] {
  return mistakesOf(issues, { schema: EnvironmentSchema, data }).map((mistake) => ({
    ...mistake,
    path: [ENVIRONMENT_KEY, ...mistake.path],
  }));
}

function inOneLine({
  mistake,
  line,
}: {
  readonly mistake: Mistake;
  readonly line: number;
}): string {
  const { path, ...problem } = mistake;
  const where = [`line ${line}`, ...(path.length === 0 ? [] : [printPath(path)])].join(', ');
  return printable(new TagboatError('invalid-config', { ...problem, where }).message, 1000);
}

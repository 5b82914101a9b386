import { isTag, parseImage } from '../../../src/model/image.ts';
import { compilePolicy } from '../../../src/select/policy.ts';
import type { Environment } from '../../environment.ts';
import { entryPath, type Finding } from '../finding.ts';
import { registryOf } from '../pull-secrets.ts';

type Service = Environment['services'][number];
interface Watched {
  readonly image: string;
  readonly update: Service['update'];
}

/** What is watched, and by which policy. */
export function checkPolicies(environment: Environment): readonly Finding[] {
  const { services, applicationSets } = environment;
  return [
    ...services.flatMap((service, index) => [
      ...checkWatched(environment, service, entryPath('services', index)),
      ...checkInitialTag(service, entryPath('services', index, '.initialTag')),
    ]),
    ...applicationSets.flatMap((set, index) =>
      checkWatched(environment, set, entryPath('applicationSets', index)),
    ),
  ];
}

function checkWatched(
  environment: Environment,
  { image, update }: Watched,
  path: string,
): readonly Finding[] {
  return [
    ...checkImage(environment, image, `${path}.image`),
    ...checkPolicy(update, `${path}.update`),
    ...checkStrategy(environment, update, `${path}.update.strategy`),
    ...checkAllowTags(update, `${path}.update`),
  ];
}

function checkImage(environment: Environment, image: string, path: string): readonly Finding[] {
  const parsed = parseImage(image);
  const whole = parsed.ok ? (parsed.value.tag ?? parsed.value.digest) : image;
  if (whole !== undefined) {
    const reason = 'it is not the name of an image alone, as the updater watches';
    return [{ path, found: image, reason, wayOut: 'write ghcr.io/acme/back, without a tag' }];
  }
  if (!parsed.ok || parsed.value.registry === '' || registryOf(environment, image) !== undefined) {
    return [];
  }
  const { registry } = parsed.value;
  return [
    {
      path,
      found: image,
      reason: `no registry of this file has its prefix, so that neither updater nor pods can log in`,
      wayOut: `add { name: …, prefix: ${registry}, auth: … } to registries; auth { kind: none } if anybody may pull`,
    },
  ];
}

function checkPolicy(update: Service['update'], path: string): readonly Finding[] {
  const { calverFormat, ...fields } = update;
  const origins = Object.fromEntries(
    ['strategy', 'constraint', 'allowTags', 'ignoreTags', 'platforms', 'extract'].map((field) => [
      field,
      `${path}.${field}`,
    ]),
  );
  const spec = { ...fields, format: calverFormat, allowDowngrade: false };
  const policy = compilePolicy(spec, { ...origins, format: `${path}.calverFormat` });
  if (policy.ok) return [];
  const { where, what, found = 'nothing', expected, hint } = policy.error.problem;
  const wayOut = [expected === undefined ? [] : `expected ${expected}`, hint ?? []].flat();
  const fallback = 'see the guide on choosing tags';
  return [{ path: where, found, reason: what, wayOut: wayOut.join('; ') || fallback }];
}

/** Tagboat's own strategies; upstream would fall back to semver. */
const OWN_STRATEGIES: readonly string[] = ['calver', 'numerical'];

function checkStrategy(
  { updater }: Environment,
  { strategy }: Service['update'],
  path: string,
): readonly Finding[] {
  if (updater.engine === 'tagboat' || !OWN_STRATEGIES.includes(strategy)) return [];
  return [
    {
      path,
      found: strategy,
      reason: 'argocd-image-updater does not know this strategy, and would take semver',
      wayOut: 'set updater.engine to tagboat, or take newest-build or alphabetical',
    },
  ];
}

function checkAllowTags(
  { strategy, allowTags }: Service['update'],
  path: string,
): readonly Finding[] {
  if (strategy !== 'semver' || allowTags !== undefined) return [];
  return [
    {
      path: `${path}.allowTags`,
      found: 'nothing',
      reason:
        'a timestamp such as 20251114-173059 reads as the version 20251114.0.0, above every release',
      wayOut: "set it to 'regexp:^v?\\d+\\.\\d+\\.\\d+$', or to any if all tags are versions",
    },
  ];
}

/** Tags that people move: which image they are depends on when one looks. */
const MOVING =
  /^(?:latest|stable|edge|nightly|main|master|trunk|develop|dev|staging|production|prod|release|current|canary|beta|alpha)$/i;

function checkInitialTag(service: Service, path: string): readonly Finding[] {
  const { initialTag, pullPolicy, update } = service;
  if (!isTag(initialTag)) {
    const reason = 'no image can have this tag';
    return [{ path, found: initialTag, reason, wayOut: 'write the tag of a release, as v1.0.0' }];
  }
  const pinned = update.strategy === 'digest';
  if (pinned || pullPolicy === 'Always' || !MOVING.test(initialTag)) return [];
  return [
    {
      path,
      found: `${initialTag} with pullPolicy IfNotPresent`,
      reason:
        'the tag moves, but a node that has some image of this name never pulls again: pods would run different versions',
      wayOut: 'write the tag of a release, as v1.0.0, or set update.strategy to digest',
    },
  ];
}

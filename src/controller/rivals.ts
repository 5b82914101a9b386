import { TagboatError } from '../model/errors.ts';
import { formatImage, imageName, repositoryOf } from '../model/image.ts';
import type { Change, Decision } from '../model/plan.ts';
import { appName, type Watch } from '../model/watch.ts';
import { helmValues } from '../writeback/edits/values.ts';

interface Claim {
  readonly watch: Watch;
  readonly slot: string;
  readonly value: string;
}

/**
 * The Watches that want different values at one key of one file, as when two Applications with different
 * policies share it: whichever were written, the other would undo it in the next cycle, for ever.
 *
 * @param pathOf the file that a Watch is written to
 */
export function rivalsOf(
  decisions: readonly Decision[],
  pathOf: (watch: Watch) => string,
): ReadonlyMap<Watch, TagboatError> {
  const claims = decisions.flatMap((decision) => claimsOf(decision, pathOf));
  const contested = [...Map.groupBy(claims, ({ slot }) => slot).values()].filter(isContested);
  return new Map(
    contested.flatMap((group) =>
      group.map((claim) => [claim.watch, rivalry(claim, rivalOf(claim, group), pathOf)]),
    ),
  );
}

function isContested(group: readonly Claim[]): boolean {
  return new Set(group.map(({ value }) => value)).size > 1;
}

function rivalOf(claim: Claim, group: readonly Claim[]): Claim {
  return group.find(({ value }) => value !== claim.value) ?? claim;
}

function claimsOf(decision: Decision, pathOf: (watch: Watch) => string): readonly Claim[] {
  const wanted = wantedBy(decision);
  if (wanted === undefined) return [];
  const { watch } = wanted;
  const path = pathOf(watch);
  return valuesOf(wanted).map(({ name, value }) => ({ watch, slot: `${path} ${name}`, value }));
}

function wantedBy(decision: Decision): Pick<Change, 'watch' | 'to'> | undefined {
  if (decision.kind === 'change') return decision.change;
  return decision.kind === 'current' ? { watch: decision.watch, to: decision.image } : undefined;
}

/** Two spellings of one image (`nginx`, `docker.io/nginx`) are no rivals: neither is written over the other. */
function valuesOf({ watch: { keys, image }, to }: Pick<Change, 'watch' | 'to'>) {
  const { registry, path: repository } = repositoryOf(to);
  const canonical = { ...to, registry, repository };
  if (keys.kind !== 'kustomize') return helmValues(keys, canonical, canonical);
  return [{ name: keys.name ?? imageName(image), value: formatImage(canonical) }];
}

function rivalry({ watch, value }: Claim, rival: Claim, pathOf: (watch: Watch) => string) {
  const named = `Application ${appName(rival.watch.app)}`;
  return new TagboatError('invalid-config', {
    what: `another value is written to the same keys by ${named}`,
    where: `Application ${appName(watch.app)}, file ${pathOf(watch)}`,
    found: `${value} here, ${rival.value} there`,
    expected: 'one value, or a file or keys of its own for each',
    hint: 'Give both the same policy, or another write-back-target to one of them.',
  });
}

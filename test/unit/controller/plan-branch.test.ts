import { describe, expect, it } from '@jest/globals';
import type { Proposed } from '../../../src/controller/judge.ts';
import { pathsOf, planBranch } from '../../../src/controller/plan-branch.ts';
import { fail, ok, orThrow } from '../../../src/model/errors.ts';
import type { Destination, FileTarget, Watch } from '../../../src/model/watch.ts';
import { compilePolicy } from '../../../src/select/policy.ts';
import { select } from '../../../src/select/select.ts';
import type { BranchFiles } from '../../../src/writeback/git.ts';
import { SEMVER, watch } from '../../support/watches.ts';

const kustomization: FileTarget = { kind: 'kustomization', directory: 'apps/back' };

function inFile(
  file: FileTarget,
  fields: Partial<Watch> = {},
  tags = ['v1.0.2', 'v1.0.3'],
): Proposed {
  const destination: Destination = {
    method: 'git',
    repository: 'https://git.example/ops.git',
    file,
    credentials: { kind: 'repocreds' },
  };
  const policy = orThrow(compilePolicy(SEMVER));
  const selection = select(tags, policy);
  const proposal = { policy, selection, facts: new Map(), listed: new Set(tags) };
  return { watch: watch({ destination, ...fields }), proposal };
}

function filesOf(files: Readonly<Record<string, string>>): BranchFiles {
  return new Map(Object.entries(files).map(([path, text]) => [path, ok(text)]));
}

const VALUES = 'image:\n  repository: ghcr.io/acme/back\n  tag: v1.0.2\n';
const values: FileTarget = { kind: 'helmvalues', path: 'values.yaml' };

describe('pathsOf', () => {
  it.each<[FileTarget, readonly string[]]>([
    [values, ['values.yaml']],
    [{ kind: 'argocd-source', path: 'a/.argocd-source-b.yaml' }, ['a/.argocd-source-b.yaml']],
    [
      kustomization,
      ['apps/back/kustomization.yaml', 'apps/back/kustomization.yml', 'apps/back/Kustomization'],
    ],
    [
      { kind: 'kustomization', directory: '' },
      ['kustomization.yaml', 'kustomization.yml', 'Kustomization'],
    ],
  ])('%j', (target, paths) => {
    expect(pathsOf(target)).toEqual(paths);
  });
});

describe('planBranch', () => {
  it('edits one file for all that it holds, once', () => {
    const front = inFile(values, {
      alias: 'front',
      keys: { kind: 'helm', name: 'front.repository', tag: 'front.tag' },
    });
    const { writes, changes } = planBranch(
      [inFile(values), front],
      filesOf({ 'values.yaml': `${VALUES}front:\n  tag: v1.0.1\n` }),
    );
    expect(changes.map(({ from, to }) => [from?.tag, to.tag])).toEqual([
      ['v1.0.2', 'v1.0.3'],
      ['v1.0.1', 'v1.0.3'],
    ]);
    expect([...writes.keys()]).toEqual(['values.yaml']);
    expect(writes.get('values.yaml')?.match(/tag: v1\.0\.3$/gm)).toHaveLength(2);
  });

  it('writes the kustomization that exists, under whichever of its names', () => {
    const text = 'images:\n- name: ghcr.io/acme/back\n  newTag: v1.0.2\n';
    const kustomize = inFile(kustomization, { keys: { kind: 'kustomize' } });
    const { writes } = planBranch([kustomize], filesOf({ 'apps/back/Kustomization': text }));
    expect([...writes]).toEqual([['apps/back/Kustomization', text.replace('v1.0.2', 'v1.0.3')]]);
  });

  it('lets two Applications with one file and one key make one edit', () => {
    const other = inFile(values, { app: { namespace: 'argocd', name: 'other' } });
    const { writes, changes } = planBranch(
      [inFile(values), other],
      filesOf({ 'values.yaml': VALUES }),
    );
    expect(changes).toHaveLength(2);
    expect(writes.get('values.yaml')).toBe(VALUES.replace('v1.0.2', 'v1.0.3'));
  });

  it('names the file that cannot be read, and edits the others', () => {
    const bad = inFile({ kind: 'helmvalues', path: 'bad.yaml' }, { alias: 'bad' });
    const refused = fail('refused', { where: 'bad.yaml', what: 'is a symlink' });
    const files = new Map([...filesOf({ 'values.yaml': VALUES }), ['bad.yaml', refused]]);
    const { judgements, writes } = planBranch([bad, inFile(values)], files);
    expect(judgements).toMatchObject([
      { kind: 'failed', error: { code: 'refused', message: expect.stringContaining('bad.yaml') } },
      { kind: 'change' },
    ]);
    expect([...writes.keys()]).toEqual(['values.yaml']);
  });

  it.each([
    ['tags', {}, ['v2.0.0']],
    ['images', { image: { registry: 'ghcr.io', repository: 'acme/front' } }, undefined],
  ])('fails those who write different %s to one key', (_, fields, tags) => {
    const clashing = inFile(values, { alias: 'front', ...fields }, tags);
    const { judgements, writes } = planBranch(
      [inFile(values), clashing],
      filesOf({ 'values.yaml': VALUES }),
    );
    expect(judgements).toMatchObject([
      { kind: 'failed', error: { message: expect.stringContaining('the same keys') } },
      { kind: 'failed' },
    ]);
    expect(writes.size).toBe(0);
  });

  it('does not let two Applications with one key undo each other', () => {
    const mine = inFile(values);
    const theirs = inFile(values, { app: { namespace: 'argocd', name: 'other' } }, ['v1.0.2']);
    const { judgements, writes } = planBranch([mine, theirs], filesOf({ 'values.yaml': VALUES }));
    expect(judgements).toMatchObject([
      { kind: 'failed', error: { message: expect.stringContaining('argocd/other') } },
      { kind: 'current' },
    ]);
    expect(writes.size).toBe(0);
  });

  it('writes nothing before all that is needed is known', () => {
    const policy = orThrow(compilePolicy({ ...SEMVER, strategy: 'newest-build' }));
    const facts = new Map([
      ['v1.0.3', { kind: 'known' as const, digest: 'sha256:1', created: Date.UTC(2026, 0, 1) }],
    ]);
    const selection = select(['v1.0.3'], policy, facts);
    const needing = {
      ...inFile(values),
      proposal: { policy, selection, facts, listed: new Set(['v1.0.3']) },
    };
    const two = inFile({ kind: 'helmvalues', path: 'two.yaml' }, { alias: 'two' });
    const plan = planBranch([needing, two], filesOf({ 'values.yaml': VALUES, 'two.yaml': VALUES }));
    expect(plan.judgements.map(({ kind }) => kind)).toEqual(['needs', 'change']);
    expect([plan.writes.size, plan.changes.length]).toEqual([0, 0]);
  });
});

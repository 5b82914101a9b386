import { describe, expect, it } from '@jest/globals';
import type { Destination } from '../../../src/model/watch.ts';
import { groupByDestination } from '../../../src/plan/group.ts';
import { watch } from '../../support/watches.ts';

const git: Destination & { method: 'git' } = {
  method: 'git',
  repository: 'https://git.example/ops.git',
  branch: 'main',
  file: { kind: 'helmvalues', path: 'values.yaml' },
  credentials: { kind: 'repocreds' },
};

describe('groupByDestination', () => {
  it('makes one group of the images of an Application', () => {
    const [a, b] = [watch({ alias: 'a' }), watch({ alias: 'b' })];
    const { applications, repositories } = groupByDestination([a, b]);
    expect(applications).toEqual([{ app: a.app, watches: [a, b] }]);
    expect(repositories).toEqual([]);
  });

  it('keeps Applications of the same name in two namespaces apart', () => {
    const other = watch({ app: { namespace: 'team', name: 'back' } });
    expect(groupByDestination([watch(), other]).applications).toHaveLength(2);
  });

  it('makes one group of a branch, whatever the files and Applications', () => {
    const watches = [
      watch({ destination: git }),
      watch({
        app: { namespace: 'argocd', name: 'front' },
        destination: { ...git, file: { kind: 'kustomization', directory: '' } },
      }),
    ];
    expect(groupByDestination(watches).repositories).toEqual([
      [{ repository: git.repository, branch: 'main', credentials: git.credentials, watches }],
    ]);
  });

  it.each([
    ['branch', { ...git, branch: undefined }],
    ['repository', { ...git, repository: 'https://git.example/other.git' }],
    [
      'credentials',
      { ...git, credentials: { kind: 'secret', namespace: 'a', name: 'b' } as const },
    ],
  ])('keeps another %s apart', (_, destination) => {
    const watches = [watch({ destination: git }), watch({ destination })];
    expect(groupByDestination(watches).repositories.flat()).toHaveLength(2);
  });

  it('puts the branches of one repository together, since they are pushed together', () => {
    const watches = [
      watch({ destination: git }),
      watch({ destination: { ...git, branch: 'next' } }),
      watch({ destination: { ...git, repository: 'https://git.example/other.git' } }),
    ];
    const branches = groupByDestination(watches).repositories.map((group) =>
      group.map(({ branch }) => branch),
    );
    expect(branches).toEqual([['main', 'next'], ['main']]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { staleOverride } from '../../../src/controller/stale.ts';
import type { Application } from '../../../src/model/application.ts';
import type { Destination } from '../../../src/model/watch.ts';
import { watch } from '../../support/watches.ts';

const toGit: Destination = {
  method: 'git',
  repository: 'https://git.example/ops.git',
  file: { kind: 'helmvalues', path: 'values.yaml' },
  credentials: { kind: 'repocreds' },
};

function application(value?: string): Application {
  const helm = { parameters: value === undefined ? [] : [{ name: 'image.tag', value }] };
  return {
    metadata: { namespace: 'argocd', name: 'back' },
    spec: { source: { repoURL: 'https://git.example/ops.git', helm } },
  };
}

describe('staleOverride', () => {
  it('names the override that hides what is in git, and what to do', () => {
    const error = staleOverride(application('20251114-173059'), watch({ destination: toGit }));
    expect(error?.message).toContain('image.tag=20251114-173059');
    expect(error?.message).toContain('tagboat clear argocd/back');
  });

  it('finds nothing where there is no override', () => {
    expect(staleOverride(application(), watch({ destination: toGit }))).toBeUndefined();
  });

  it('leaves alone an override that is where the image is written', () => {
    expect(staleOverride(application('v1.0.2'), watch())).toBeUndefined();
  });
});

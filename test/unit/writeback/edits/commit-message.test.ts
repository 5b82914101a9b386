import { expect, it } from '@jest/globals';
import { commitMessage } from '../../../../src/writeback/edits/commit-message.ts';
import { watch } from '../../../support/watches.ts';

const digest = `sha256:${'a'.repeat(64)}`;

function change(app: string, image: string, tags: { from?: string; to: string; digest?: string }) {
  const ref = { registry: 'ghcr.io', repository: image };
  return {
    watch: watch({ app: { namespace: 'argocd', name: app }, image: ref }),
    from: tags.from === undefined ? undefined : { ...ref, tag: tags.from },
    to: { ...ref, tag: tags.to, digest: tags.digest },
  };
}

it('says for one Application what upstream says, byte for byte', () => {
  const changes = [
    change('web', 'acme/web', { from: 'v1', to: 'v2' }),
    change('web', 'acme/db', { to: 'v3', digest }),
  ];
  expect(commitMessage(changes)).toBe(
    `build: automatic update of web\n\nupdates image acme/web tag 'v1' to 'v2'\nupdates image acme/db tag '' to '${digest}'\n`,
  );
});

it('counts several Applications and keeps the lines of each', () => {
  const changes = [
    change('web', 'acme/web', { from: 'v1', to: 'v2' }),
    change('api', 'acme/api', { from: 'v1', to: 'v2' }),
    change('web', 'acme/db', { from: 'v3', to: 'v4' }),
  ];
  expect(commitMessage(changes)).toBe(
    [
      'build: automatic update of 2 applications',
      '',
      'argocd/web',
      "updates image acme/web tag 'v1' to 'v2'",
      "updates image acme/db tag 'v3' to 'v4'",
      '',
      'argocd/api',
      "updates image acme/api tag 'v1' to 'v2'",
      '',
    ].join('\n'),
  );
});

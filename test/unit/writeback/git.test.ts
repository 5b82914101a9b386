import { expect, it } from '@jest/globals';
import { createGitWriter } from '../../../src/writeback/git.ts';
import { testClock } from '../../support/clock.ts';
import { commandOf, credentialsOf, scriptedGit } from '../../support/git.ts';
import { testLog } from '../../support/log.ts';

const HEAD = 'a'.repeat(40);
const REFS = { text: `${HEAD}\trefs/heads/main\n${HEAD}\trefs/heads/dev\n` };

function writerOn(git: ReturnType<typeof scriptedGit>) {
  const credentials = credentialsOf({ kind: 'anonymous' });
  const writer = createGitWriter({
    git,
    credentials,
    clock: testClock(),
    random: () => 0,
    log: testLog(),
    identity: { name: 'T', email: 't@b' },
  });
  const update = (branch: string, secret?: string) =>
    writer.update(
      {
        repository: 'https://h/r',
        branch,
        credentials:
          secret === undefined
            ? { kind: 'repocreds' }
            : { kind: 'secret', namespace: 'argocd', name: secret },
        paths: [],
      },
      () => undefined,
    );
  return { writer, update, credentials };
}

it('looks once for updates that come in together', async () => {
  const git = scriptedGit({ 'ls-remote': [REFS], fetch: [{}] });
  const { update, credentials } = writerOn(git);
  const outcomes = await Promise.all([update('main'), update('dev')]);
  expect(outcomes.map(({ branch }) => branch)).toEqual(['main', 'dev']);
  expect(git.calls.map(commandOf)).toEqual(['ls-remote', 'fetch']);
  expect(credentials.asked).toHaveLength(1);
});

it('never mixes credentials', async () => {
  const git = scriptedGit({ 'ls-remote': [REFS, REFS], fetch: [{}, {}] });
  const { update, credentials } = writerOn(git);
  await Promise.all([update('main', 'one'), update('dev', 'two')]);
  expect(git.calls.map(commandOf)).toEqual(['ls-remote', 'fetch', 'ls-remote', 'fetch']);
  expect(credentials.asked).toHaveLength(2);
});

it('asks for refs alone the next time', async () => {
  const git = scriptedGit({ 'ls-remote': [REFS, REFS], fetch: [{}] });
  const { update } = writerOn(git);
  await update('main');
  await update('main');
  expect(git.calls.map(commandOf)).toEqual(['ls-remote', 'fetch', 'ls-remote']);
});

it.each([
  ['git://h/r', 'main', /URL of the git repository/],
  ['https://h/r', 'a b', /name of a branch/],
])('refuses %s %s before it asks anybody', async (repository, branch, message) => {
  const git = scriptedGit({});
  const target = { repository, branch, credentials: { kind: 'repocreds' } as const, paths: [] };
  await expect(writerOn(git).writer.update(target, () => undefined)).rejects.toThrow(message);
  expect(git.calls).toEqual([]);
});

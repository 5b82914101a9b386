import { GITOPS, NAMESPACE, VALUES_FILE, type World } from '../../demo/world.ts';
import { APPLICATIONS, type Application } from '../../model/application.ts';
import { TagboatError } from '../../model/errors.ts';
import { printable } from '../../model/printable.ts';
import type { Seen } from './watcher.ts';

/**
 * Asks the servers themselves, not the updater, whether v1.0.3 arrived.
 * @throws TagboatError `internal` when it did not, which fails the demo
 */
export async function checkPatch({ kube }: World): Promise<readonly string[]> {
  const { group, version, plural } = APPLICATIONS;
  const url = `${kube.url}/apis/${group}/${version}/namespaces/${NAMESPACE}/${plural}/back`;
  const answer = await fetch(url, { headers: { authorization: `Bearer ${kube.token}` } });
  const app = (await answer.json()) as Application;
  const parameters = app.spec.source?.helm?.parameters ?? [];
  const tag = parameters.find(({ name }) => name === 'image.tag')?.value;
  if (tag !== 'v1.0.3') throw unexpected('Application argocd/back, image.tag', tag);
  return parameters.map(({ name, value }) => `+ ${name}: ${printable(value ?? '')}`);
}

export async function checkCommit({ git }: World, seen: Seen): Promise<readonly string[]> {
  const [head] = await git.log(GITOPS);
  const text = (await git.readFile(GITOPS, 'main', VALUES_FILE)) ?? '';
  const line = text.split('\n').find((each) => each.trimStart().startsWith('tag:'));
  const commit = seen.outcome?.kind === 'written' ? seen.outcome.commit : undefined;
  if (!line?.includes('v1.0.3') || head?.commit !== commit) throw unexpected(VALUES_FILE, line);
  const message = head?.message.trim().split('\n') ?? [];
  return [
    `commit ${head?.commit.slice(0, 10)} on main, ${VALUES_FILE}`,
    ...message.map((each) => `  ${each}`.trimEnd()),
    `+ ${line.trim()}`,
  ];
}

function unexpected(where: string, found: string | undefined): TagboatError {
  return new TagboatError('internal', {
    where,
    what: 'the new version did not arrive',
    found: printable(found ?? 'nothing'),
    expected: 'v1.0.3',
  });
}

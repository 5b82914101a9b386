import type { ImageRef } from '../../model/image.ts';
import type { Change } from '../../model/plan.ts';
import { appName } from '../../model/watch.ts';

/**
 * What a commit says: for one Application upstream's default message, byte for byte; for several, a subject
 * that counts them and a paragraph for each. Applications and images stand in the order of their changes.
 */
export function commitMessage(changes: readonly Change[]): string {
  const apps = [...Map.groupBy(changes, ({ watch }) => appName(watch.app))];
  const [first] = changes;
  if (first === undefined || apps.length === 1) {
    return `build: automatic update of ${first?.watch.app.name ?? 'images'}\n\n${lines(changes)}`;
  }
  const paragraphs = apps.map(([app, own]) => `${app}\n${lines(own)}`);
  return `build: automatic update of ${apps.length} applications\n\n${paragraphs.join('\n')}`;
}

function lines(changes: readonly Change[]): string {
  return changes.map((change) => `${line(change)}\n`).join('');
}

/** As upstream prints it: the repository without its registry, and a digest rather than a tag. */
function line({ watch, from, to }: Change): string {
  return `updates image ${watch.image.repository} tag '${version(from)}' to '${version(to)}'`;
}

function version(image: ImageRef | undefined): string {
  return image?.digest ?? image?.tag ?? '';
}

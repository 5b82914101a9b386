import { TagboatError } from '../model/errors.ts';
import { quoted } from '../model/printable.ts';

/**
 * Whether a name matches one of the globs (`*`, `?`, `[a-z]`, `[^a-z]`); any name does when there are
 * none. Upstream's `--match-application-name`; the globs come from whoever runs Tagboat.
 *
 * @throws TagboatError `invalid-config` for a glob that makes no sense
 */
export function nameMatcher(globs: readonly string[]): (name: string) => boolean {
  const patterns = globs.map(patternOf);
  return (name) => patterns.length === 0 || patterns.some((pattern) => pattern.test(name));
}

function patternOf(glob: string): RegExp {
  const source = glob.replace(/\*+|\?|\[\^?[^\]]+\]|[\\^$.+()[\]{}|]/g, (part) => {
    if (part.startsWith('*')) return '.*';
    if (part === '?') return '.';
    return part.length > 1 ? part.replaceAll('\\', '\\\\') : `\\${part}`;
  });
  try {
    return new RegExp(`^${source}$`);
  } catch (thrown) {
    const what = 'the glob cannot be used';
    throw new TagboatError(
      'invalid-config',
      {
        what,
        where: 'names of Applications',
        found: quoted(glob),
        expected: 'a glob such as team-*',
      },
      thrown,
    );
  }
}

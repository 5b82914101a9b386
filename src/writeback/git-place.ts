import { createHash } from 'node:crypto';
import { TagboatError } from '../model/errors.ts';
import { printable, quoted } from '../model/printable.ts';
import { printableUrl } from '../model/secret.ts';

const WITH_SCHEME = /^(?:https?|ssh|file):\/\/[^\s/-][^\s]*$/i;
const SCP_LIKE = /^[\w.][\w.-]*@[\w.][\w.-]*:[^\s]+$/;
/** What `git check-ref-format` refuses in the name of a branch. */
const BAD_BRANCH = /^[-/]|[/.]$|\.\.|\/\/|@\{|^@$|(?:^|\/)\.|\.lock(?:\/|$)|[\p{Cc} ~^:?*[\\]/u;

/** A repository's URL as git is told it: without a user name where that belongs to a credential. */
export function checkUrl(repository: string): string {
  const url = repository.trim();
  const parsed = URL.parse(url);
  if (parsed !== null && parsed.password !== '') throw badUrl(url, PASSWORD_HINT);
  if (parsed !== null && /^https?:$/.test(parsed.protocol)) {
    parsed.username = '';
    return parsed.toString();
  }
  if (WITH_SCHEME.test(url) || SCP_LIKE.test(url)) return url;
  throw badUrl(url, undefined);
}

const PASSWORD_HINT =
  'Move the password into a Secret, and replace it, since it may have been seen.';

function badUrl(url: string, hint: string | undefined): TagboatError {
  return new TagboatError('invalid-config', {
    what:
      hint === undefined
        ? 'the URL of the git repository cannot be used'
        : 'the URL of the git repository holds a password',
    where: `git repository ${printable(printableUrl(url))}`,
    expected: 'https://host/path, ssh://user@host/path or user@host:path',
    hint,
  });
}

/**
 * A branch's short name, checked; `refs/heads/main` is `main`, `HEAD` and nothing mean the default branch.
 * @throws TagboatError `invalid-config` for what cannot be a branch
 */
export function checkBranch(branch: string | undefined): string | undefined {
  const name = branch?.replace(/^refs\/heads\//, '');
  if (name === undefined || name === '' || name === 'HEAD') return undefined;
  if (name.length <= 255 && !BAD_BRANCH.test(name)) return name;
  throw new TagboatError('invalid-config', {
    what: 'this cannot be the name of a branch',
    where: 'git branch',
    found: quoted(name),
    expected: 'a name as git takes it',
  });
}

/** Where the local repository keeps the last fetched head of a branch: no branch's name clashes with another's. */
export function localRef(branch: string): string {
  return `refs/tagboat/${createHash('sha256').update(branch).digest('hex').slice(0, 20)}`;
}

/**
 * A repository's URL in the form in which Argo CD compares them: lower case, `user@host:path` as
 * `user@host/path`, without `ssh://`, `.git` and, for HTTP, the user. Not a URL any more.
 */
export function comparableUrl(url: string): string {
  const lower = url.trim().toLowerCase();
  const scpLike = /^([\w.-]+@[\w.-]+):(?!\/\/)\/?(.*)$/.exec(lower);
  const whole = scpLike === null ? lower : `${scpLike[1]}/${scpLike[2]}`;
  return whole
    .replace(/^ssh:\/\//, '')
    .replace(/^(https?:\/\/)[^@/]*@/, '$1')
    .replace(/\.git$/, '');
}

/** Whether two URLs are the same repository, a slash at the end apart. */
export function sameRepository(a: string, b: string): boolean {
  return comparableUrl(withoutSlash(a)) === comparableUrl(withoutSlash(b));
}

function withoutSlash(url: string): string {
  return url.trim().replace(/\/+$/, '');
}

/**
 * Whether a credential template's URL is a prefix of a repository's, as for Argo CD; but it must hold the
 * whole host, lest what is meant for `example.com` be sent to `example.com.evil.org`.
 */
export function isPrefixOf(template: string, repository: string): boolean {
  const prefix = comparableUrl(template);
  const url = comparableUrl(repository);
  const path = url.indexOf('/', /^https?:\/\//.exec(url)?.[0].length ?? 0);
  const host = path === -1 ? url.length : path;
  return url.startsWith(prefix) && prefix.length >= host;
}

/** The host that a repository's URL names, without its port. */
export function hostOf(url: string): string {
  const [, host = ''] = /^(?:https?:\/\/)?(?:[^@/]*@)?([^/:]*)/.exec(comparableUrl(url)) ?? [];
  return host;
}

/** Whether git reaches the repository by SSH. */
export function isSsh(url: string): boolean {
  return !/^(?:https?|file):\/\//i.test(url.trim());
}

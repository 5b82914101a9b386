import { type ErrorCode, TagboatError } from '../model/errors.ts';
import { printable } from '../model/printable.ts';
import type { GitResult } from '../ports.ts';

interface Failure {
  readonly pattern: RegExp;
  readonly code: ErrorCode;
  readonly what: string;
  readonly hint?: string;
}

/** What git, curl, ssh and the forges say, in the C locale; the first that matches counts. */
const FAILURES: readonly Failure[] = [
  {
    pattern: /host key verification failed|remote host identification has changed/i,
    code: 'refused',
    what: 'the host key of the SSH server is not a known one',
    hint: 'Compare it with the key the server should have, then add it to ssh_known_hosts in the ConfigMap argocd-ssh-known-hosts-cm.',
  },
  {
    pattern: /ssl certificate|server certificate|certificate verif|self.signed certificate/i,
    code: 'refused',
    what: 'the certificate of the git server cannot be verified',
    hint: "Add the server's authority to the ConfigMap argocd-tls-certs-cm.",
  },
  {
    pattern: /no user exists for uid/i,
    code: 'invalid-config',
    what: 'ssh does not run for a user without a name',
    hint: 'Run Tagboat as a user of /etc/passwd, or use an HTTPS URL.',
  },
  {
    pattern:
      /authentication failed|could not read (?:username|password)|error: 40[13]\b|permission denied|permission to .+ denied|access denied|invalid (?:username|credentials)|not allowed to push/i,
    code: 'unauthorized',
    what: 'the git server refused the credentials, or asked for some',
    hint: 'Check the repository Secret: it must be allowed to read and to push.',
  },
  {
    pattern:
      /repository not found|repository .+ not found|error: 404\b|not appear to be a git repository|project you were looking for could not be found/i,
    code: 'not-found',
    what: 'the git repository does not exist, or the credentials may not see it',
  },
  { pattern: /error: 429\b/i, code: 'rate-limited', what: 'the git server asks to slow down' },
  {
    pattern: /transport '.+' not allowed/i,
    code: 'invalid-config',
    what: 'git may not use this kind of URL',
  },
  {
    pattern: /not our ref|unadvertised object|couldn't find remote ref|could not find remote ref/i,
    code: 'conflict',
    what: 'the branch has moved while it was read',
  },
  {
    pattern:
      /could not resolve host|connection (?:refused|reset|timed out|closed)|failed to connect|couldn't connect|could not connect|network is unreachable|no route to host|timed? ?out|error: 5\d\d\b|early eof|hung up unexpectedly|rpc failed|unexpected disconnect|empty reply|gnutls|openssl|proxy|recv failure|send failure/i,
    code: 'unavailable',
    what: 'the git server could not be reached',
  },
];

/**
 * Why a git command failed. `internal` is what is not known, which may be a broken cache; `conflict` means
 * that the branch moved meanwhile.
 */
export function gitFailure(result: GitResult, where: string): TagboatError {
  const failure = FAILURES.find(({ pattern }) => pattern.test(result.stderr));
  if (failure === undefined) return cacheFailure(result, where);
  const { code, what, hint } = failure;
  return new TagboatError(code, { what, where, found: messageOf(result), hint });
}

/** A failure that is not the remote's. */
export function cacheFailure(result: GitResult, where: string): TagboatError {
  const what = `git failed with exit code ${result.code}`;
  return new TagboatError('internal', { what, where, found: messageOf(result) });
}

function messageOf({ stderr }: GitResult): string | undefined {
  const message = printable(stderr.trim().replace(/\s*\n\s*/g, ' | '), 600);
  return message === '' ? undefined : message;
}

/**
 * How servers say that somebody else pushed first: git itself, then the ways in which a lost race for the
 * lock of a branch shows at GitHub, GitLab, Gitea and plain git.
 */
const LOST_RACE =
  /non-fast-forward|fetch first|stale info|remote ref updated|cannot lock ref|failed to lock|failed to update ref|incorrect old value|base branch was modified|reference already exists/i;

/** What became of one branch in a push. */
export type PushStatus =
  | { readonly kind: 'pushed' }
  /** somebody else was faster */
  | { readonly kind: 'rejected'; readonly reason: string }
  /** the server will not have it */
  | { readonly kind: 'refused'; readonly reason: string };

/** The output of `git push --porcelain`: branches by their full ref. */
export function parsePush(output: string): ReadonlyMap<string, PushStatus> {
  const lines = output.split('\n').map((line) => /^([ +*=!-])\t[^\t:]*:([^\t]+)\t(.*)$/.exec(line));
  return new Map(
    lines.flatMap((match): [string, PushStatus][] => {
      if (match === null) return [];
      const [, flag, ref = '', summary = ''] = match;
      return [[ref, flag === '!' ? unsuccessful(summary) : { kind: 'pushed' }]];
    }),
  );
}

function unsuccessful(summary: string): PushStatus {
  const kind = LOST_RACE.test(summary) ? 'rejected' : 'refused';
  return { kind, reason: printable(summary) };
}

export function pushRefused(where: string, reason: string): TagboatError {
  return new TagboatError('unauthorized', {
    what: 'the git server refused the push',
    where,
    found: reason,
    hint: 'Allow the user of the repository Secret to push to this branch, or write to another one (git-branch).',
  });
}

import {
  GIT_BRANCH,
  GIT_REPOSITORY,
  WRITE_BACK_METHOD,
  WRITE_BACK_TARGET,
} from '../../model/annotations.ts';
import type { Application } from '../../model/application.ts';
import { fail, ok, type Result } from '../../model/errors.ts';
import { didYouMean } from '../../model/nearest.ts';
import { quoted } from '../../model/printable.ts';
import { printableUrl } from '../../model/secret.ts';
import type { GitCredentialSource } from '../../model/watch.ts';
import { type All, errorsOf } from './all.ts';
import { allowNamespace } from './pull-secret.ts';
import { annotation, type Setting } from './settings.ts';
import { parseTarget, type Target } from './target.ts';

/** Where an Application wants its changes, before its sources are looked at. */
export type WriteBack =
  | { readonly method: 'argocd' }
  | {
      readonly method: 'git';
      readonly credentials: GitCredentialSource;
      readonly target: Target;
      readonly repository?: Setting | undefined;
      readonly branch?: string | undefined;
    };

type Method = { method: 'argocd' } | { method: 'git'; credentials: GitCredentialSource };

const METHODS = ['argocd', 'git', 'git:repocreds', 'git:secret:[NAMESPACE/]NAME'];

/** Reads the annotations of the Application as a whole. */
export function writeBackOf(app: Application): All<WriteBack> {
  const written = annotation(app, WRITE_BACK_METHOD);
  const method = methodOf(written, app.metadata.namespace);
  if (!method.ok) return { ok: false, errors: [method.error] };
  if (method.value.method === 'argocd') return { ok: true, value: { method: 'argocd' } };
  const { credentials } = method.value;
  const target = parseTarget(annotation(app, WRITE_BACK_TARGET));
  const repository = repositoryOf(annotation(app, GIT_REPOSITORY));
  const branch = branchOf(annotation(app, GIT_BRANCH));
  if (!(target.ok && repository.ok && branch.ok)) {
    return { ok: false, errors: errorsOf([target, repository, branch]) };
  }
  const parts = { target: target.value, repository: repository.value, branch: branch.value };
  return { ok: true, value: { method: 'git', credentials, ...parts } };
}

function methodOf(setting: Setting | undefined, own: string): Result<Method> {
  const { value, where } = setting ?? { value: '', where: '' };
  if (value === '' || value === 'argocd') return ok({ method: 'argocd' });
  if (value === 'git' || value === 'git:repocreds') {
    return ok({ method: 'git', credentials: { kind: 'repocreds' } });
  }
  const [, namespace = own, name] =
    /^git:secret:(?:([-a-z0-9.]+)\/)?([-a-z0-9.]+)$/.exec(value) ?? [];
  if (name === undefined) {
    return fail('invalid-config', {
      what: 'there is no such write-back method',
      where,
      found: quoted(value),
      expected: `one of ${METHODS.join(', ')}`,
      hint: didYouMean(value, METHODS),
    });
  }
  const allowed = allowNamespace(namespace, where, own);
  if (!allowed.ok) return allowed;
  return ok({ method: 'git', credentials: { kind: 'secret', namespace, name } });
}

function repositoryOf(setting: Setting | undefined): Result<Setting | undefined> {
  if (setting === undefined || setting.value === '') return ok(undefined);
  const url = gitUrl(setting);
  return url.ok ? ok(setting) : url;
}

/** The URL when it is one that git reaches over HTTP or SSH: git has other forms, some of which run programs. */
export function gitUrl({ value, where }: Setting): Result<string> {
  if (/^(?:https?|ssh):\/\/[^\s\p{Cc}-]\S*$|^[\w.-]+@[\w.][\w.-]*:\S+$/u.test(value))
    return ok(value);
  return fail('invalid-config', {
    what: 'is not the URL of a git repository',
    where,
    found: quoted(printableUrl(value)),
    expected: 'https://HOST/PATH, ssh://USER@HOST/PATH or USER@HOST:PATH',
  });
}

/** `BASE`; what upstream allows behind a colon (a template for another branch to push to) is refused. */
function branchOf(setting: Setting | undefined): Result<string | undefined> {
  if (setting === undefined || setting.value === '') return ok(undefined);
  const [base = '', template] = setting.value.split(':', 2);
  if (template === undefined) return branchName(base, setting.where);
  return fail('invalid-config', {
    what: 'pushing to another branch than the one that is read is not supported in this version',
    where: setting.where,
    found: quoted(setting.value),
    expected: 'the name of one branch, without a colon',
  });
}

/** The name when git would take it for a branch. */
export function branchName(text: string, where: string): Result<string> {
  const name = text.replace(/^refs\/heads\//, '');
  if (isBranchName(name)) return ok(name);
  return fail('invalid-config', {
    what: 'is not the name of a branch',
    where,
    found: quoted(text),
    expected: 'a branch that can be pushed to',
    hint: `name the branch in the annotation ${GIT_BRANCH}`,
  });
}

/** By the rules of git-check-ref-format; nor can a commit id, a version range or another `refs/` be pushed to. */
function isBranchName(name: string): boolean {
  if (/^[0-9a-f]{40}$|^[0-9a-f]{64}$|^[<>=]|^refs\/|^-|^@$/.test(name)) return false;
  if (/[\s\p{Cc}~^:?*[\\]|\.\.|@\{/u.test(name)) return false;
  return name.split('/').every((part) => /^[^.]/.test(part) && !/\.$|\.lock$/.test(part));
}

import { GIT_REPOSITORY } from '../../model/annotations.ts';
import type { Application, ApplicationSource } from '../../model/application.ts';
import { fail, ok, type Result } from '../../model/errors.ts';
import { printableUrl } from '../../model/secret.ts';
import type { Destination } from '../../model/watch.ts';
import { whereApplication } from './settings.ts';
import type { ChosenSource } from './source.ts';
import { fileOf } from './target.ts';
import { branchName, gitUrl, type WriteBack } from './write-back.ts';

/** Where changes of an Application's images are written, once its source is chosen. */
export function destinationOf(
  app: Application,
  argocdNamespace: string,
  writeBack: WriteBack,
  chosen: ChosenSource,
): Result<Destination> {
  if (writeBack.method === 'argocd') return ok({ method: 'argocd', source: chosen.index });
  const repository = repositoryOf(app, writeBack, chosen.source);
  if (!repository.ok) return repository;
  const branch =
    writeBack.branch === undefined
      ? branchOf(app, repository.value, chosen.source)
      : ok(writeBack.branch);
  if (!branch.ok) return branch;
  const { namespace, name } = app.metadata;
  const sourcePath = chosen.source.path ?? '';
  const file = fileOf(writeBack.target, { app: { namespace, name }, argocdNamespace, sourcePath });
  if (!file.ok) return file;
  return ok({
    method: 'git',
    repository: repository.value,
    branch: branch.value,
    file: file.value,
    credentials: writeBack.credentials,
  });
}

type GitWriteBack = WriteBack & { readonly method: 'git' };

function repositoryOf(
  app: Application,
  { repository, target }: GitWriteBack,
  source: ApplicationSource,
): Result<string> {
  const where = whereApplication(app);
  if (isGit(source)) {
    return repository === undefined
      ? gitUrl({ value: source.repoURL, where: `${where}, repoURL` })
      : ok(repository.value);
  }
  const found = `a chart of ${printableUrl(source.repoURL)}`;
  if (repository === undefined) {
    const expected = `the annotation ${GIT_REPOSITORY}`;
    return fail('invalid-config', {
      what: 'the source is not in a git repository, so there is nothing to commit to',
      where,
      found,
      expected,
    });
  }
  if (target.kind === 'argocd-source') {
    return fail('invalid-config', {
      what: 'Argo CD reads its override file only beside manifests that are in git',
      where,
      found,
      expected: 'a write-back-target such as helmvalues:/PATH',
    });
  }
  return ok(repository.value);
}

/** What Argo CD follows in that repository; undefined for the default branch. */
function branchOf(
  app: Application,
  repository: string,
  chosen: ApplicationSource,
): Result<string | undefined> {
  const candidates = [chosen, ...(app.spec.sources ?? [])].filter(isGit);
  const same = candidates.find(({ repoURL }) => canonical(repoURL) === canonical(repository));
  const revision = (same ?? candidates.find((source) => source === chosen))?.targetRevision ?? '';
  if (revision === '' || revision === 'HEAD') return ok(undefined);
  return branchName(revision, `${whereApplication(app)}, targetRevision`);
}

function isGit({ chart, repoURL }: ApplicationSource): boolean {
  return chart === undefined && !repoURL.startsWith('oci://');
}

/** `host/path`, the same for the HTTPS and the SSH form of a repository's URL. */
function canonical(url: string): string {
  const [, host = '', path = ''] =
    /^(?:[a-z+]+:\/\/)?(?:[^@/]*@)?([^:/]+)(?::\d+(?=\/))?[:/](.*)$/i.exec(url) ?? [];
  return `${host.toLowerCase()}/${path.replace(/^\/+|\/+$|\.git\/*$/g, '')}`;
}

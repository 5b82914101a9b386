import { expect, it } from '@jest/globals';
import { ARGOCD_REFRESH } from '../../../src/model/annotations.ts';
import { CHART } from './manifests.ts';
import type { Repository } from './repository.ts';
import type { Scene } from './scene.ts';
import { helmAnnotations, type Stand } from './stand.ts';

const VALUES = `# Values of the service.
image:
  repository: IMAGE
  tag: v1.0.2 # the updater's

replicaCount: 2
`;

/** What reaches a git repository, in how many steps, and whom Argo CD is told about. */
export function describeGitWriteBack(stand: () => Promise<Stand>, scene: () => Scene): void {
  /** Puts Argo CD's own Secret for the repository beside it. */
  async function repositoryOf(my: Stand, files: Readonly<Record<string, string>>) {
    const repository = await my.createRepository(files);
    await my.putSecret(
      'gitops',
      { type: 'git', url: repository.url, ...scene().parts.git.login },
      { 'argocd.argoproj.io/secret-type': 'repository' },
    );
    return repository;
  }

  function values(my: Stand): string {
    return VALUES.replace('IMAGE', my.image());
  }

  function putGitApplication(
    my: Stand,
    { url }: Repository,
    fields: {
      name?: string;
      target?: string;
      type?: string;
      path?: string;
      annotations?: object;
    } = {},
  ) {
    const { name = 'back', target, type, path = 'charts/back' } = fields;
    return my.putApplication({
      name,
      type,
      source: { repoURL: url, path, targetRevision: 'main' },
      annotations: {
        ...(type === 'Kustomize'
          ? { 'image-list': `back=${my.image()}` }
          : helmAnnotations(my.image())),
        'write-back-method': 'git',
        ...(target === undefined ? {} : { 'write-back-target': target }),
        ...fields.annotations,
      },
    });
  }

  it('sets the tag in a file of Helm values, and nothing else', async () => {
    const my = await stand();
    await my.push(['v1.0.2', 'v1.0.3']);
    const repository = await repositoryOf(my, { 'charts/back/values.yaml': values(my) });
    await putGitApplication(my, repository, { target: 'helmvalues' });
    const told = await my.run('once');
    expect(told.code).toBe(0);
    expect(await repository.read('charts/back/values.yaml')).toBe(
      values(my).replace('v1.0.2', 'v1.0.3'),
    );
    const [head] = await repository.log();
    expect(told.lines('image updated', 'back')).toMatchObject([{ commit: head?.commit }]);
    expect(head).toMatchObject({
      author: 'argocd-image-updater',
      email: 'noreply@argoproj.io',
      message: `build: automatic update of back\n\nupdates image ${my.namespace}/back tag 'v1.0.2' to 'v1.0.3'\n`,
    });
  });

  it('sets the tag in a kustomization', async () => {
    const my = await stand();
    await my.push(['v1.0.2', 'v1.0.3']);
    const path = 'apps/back/kustomization.yaml';
    const text = (tag: string) =>
      `resources:\n  - app.yaml\nimages:\n  - name: ${my.image()} # ours\n    newTag: ${tag}\n`;
    const repository = await repositoryOf(my, { [path]: text('v1.0.2') });
    const target = 'kustomization';
    await putGitApplication(my, repository, { target, type: 'Kustomize', path: 'apps/back' });
    await my.run('once');
    expect(await repository.read(path)).toBe(text('v1.0.3'));
  });

  it("makes Argo CD's override file, where there is none", async () => {
    const my = await stand();
    await my.push(['v1.0.2', 'v1.0.3']);
    const repository = await repositoryOf(my, { 'charts/back/Chart.yaml': 'name: back\n' });
    await putGitApplication(my, repository);
    await my.run('once');
    expect(await repository.read('charts/back/.argocd-source-back.yaml')).toBe(
      [
        'helm:',
        '  parameters:',
        '  - name: image.repository',
        `    value: ${my.image()}`,
        '    forcestring: true',
        '  - name: image.tag',
        '    value: v1.0.3',
        '    forcestring: true',
        '',
      ].join('\n'),
    );
  });

  it('makes one commit and one push for three Applications, and refreshes those that changed', async () => {
    const my = await stand();
    await my.push(['v1.0.2', 'v1.0.3']);
    const names = ['back-1', 'back-2', 'back-3'];
    const files = names.map((name) => [`charts/${name}/values.yaml`, values(my)]);
    const current = ['charts/done/values.yaml', values(my).replace('v1.0.2', 'v1.0.3')];
    const repository = await repositoryOf(my, Object.fromEntries([...files, current]));
    for (const name of [...names, 'done']) {
      await putGitApplication(my, repository, {
        name,
        target: 'helmvalues',
        path: `charts/${name}`,
      });
    }
    const told = await my.run('once');
    expect(told.lines('cycle done')).toMatchObject([{ updated: 3, current: 1, failed: 0 }]);
    expect(repository.asked().pushes).toBe(1);
    const log = await repository.log();
    expect(log).toHaveLength(2);
    for (const name of names) expect(log[0]?.message).toContain(`${my.namespace}/${name}`);
    const refreshed = await Promise.all(
      [...names, 'done'].map(async (name) => {
        const { annotations = {} } = (await my.application(name)).metadata;
        return annotations[ARGOCD_REFRESH];
      }),
    );
    expect(refreshed).toEqual(['normal', 'normal', 'normal', undefined]);
  });

  it('looks at an unchanged branch once in a cycle, fetches nothing and writes nothing', async () => {
    const my = await stand();
    await my.push(['v1.0.2']);
    const repository = await repositoryOf(my, { 'charts/back/values.yaml': values(my) });
    await putGitApplication(my, repository, { target: 'helmvalues' });
    const updater = await my.open();
    await updater.cycle();
    repository.asked();
    expect(await updater.cycle()).toMatchObject({ watches: 1, current: 1 });
    expect(repository.asked()).toEqual({ reads: 1, pushes: 0 });
    expect(updater.writes()).toBe(0);
    await updater.close();
  });

  it.each([
    ['sees it before it pushes', 'git-receive-pack'],
    ['is told by the server', 'info/refs?service=git-receive-pack'],
  ])('keeps a commit that somebody pushes in between, when it %s', async (_, moment) => {
    const my = await stand();
    await my.push(['v1.0.2', 'v1.0.3']);
    const repository = await repositoryOf(my, { 'charts/back/values.yaml': values(my) });
    await putGitApplication(my, repository, { target: 'helmvalues' });
    let theirs: string | undefined;
    const stop = scene().git.intercept(async ({ path }) => {
      if (theirs === undefined && path.endsWith(`.git/${moment}`)) {
        theirs = '';
        const text = values(my).replace('replicaCount: 2', 'replicaCount: 7');
        theirs = await repository.commit({ 'charts/back/values.yaml': text });
      }
      return undefined;
    });
    const told = await my.run('once');
    stop();
    expect(told.code).toBe(0);
    const log = await repository.log();
    expect(log.map(({ commit }) => commit)).toHaveLength(3);
    expect(log[1]?.commit).toBe(theirs);
    expect(await repository.read('charts/back/values.yaml')).toBe(
      values(my).replace('v1.0.2', 'v1.0.3').replace('replicaCount: 2', 'replicaCount: 7'),
    );
  });

  it('tells which credentials are refused, without showing them', async () => {
    const my = await stand();
    await my.push(['v1.0.2', 'v1.0.3']);
    const repository = await repositoryOf(my, { 'charts/back/values.yaml': values(my) });
    await my.changeSecret('gitops', { password: 'stolen-words' });
    await putGitApplication(my, repository, { target: 'helmvalues' });
    await my.putApplication({ name: 'other' });
    const told = await my.run('once', '--loglevel', 'debug');
    expect(told.code).toBe(1);
    expect(told.lines('image cannot be updated', 'back')[0]?.error).toMatchObject({
      code: 'unauthorized',
      message: expect.stringContaining(repository.url),
    });
    expect(told.lines('image updated', 'other')).toHaveLength(1);
    expect(told.err).not.toContain('stolen-words');
  });

  it('warns of an override in the spec that hides what is in git', async () => {
    const my = await stand();
    await my.push(['v1.0.2']);
    const repository = await repositoryOf(my, { 'charts/back/values.yaml': values(my) });
    const parameters = [{ name: 'image.tag', value: 'v0.9.0' }];
    await my.putApplication({
      source: { ...CHART, repoURL: repository.url, helm: { parameters } },
      annotations: {
        ...helmAnnotations(my.image()),
        'write-back-method': 'git',
        'write-back-target': 'helmvalues',
      },
    });
    const told = await my.run('once');
    expect(told.lines('configuration problem')[0]?.error?.message).toContain('image.tag=v0.9.0');
  });
}

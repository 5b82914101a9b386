import { describe, expect, it } from '@jest/globals';
import { CHART } from './manifests.ts';
import type { Scene } from './scene.ts';
import { helmAnnotations, helmTag, type Stand } from './stand.ts';

const PREFIX = 'argocd-image-updater.argoproj.io/';

/** One thing that is wrong: an error that names it, nothing cleared, and everything else goes on. */
export function describeBadInput(stand: () => Promise<Stand>, scene: () => Scene): void {
  /** A second image of the same Application, whose annotations are wrong. */
  describe('in the annotations of an image', () => {
    it.each([
      ['a regexp', 'bad.allow-tags', 'regexp:('],
      ['a match', 'bad.allow-tags', '^v1'],
      ['a glob', 'bad.ignore-tags', '['],
      ['a strategy', 'bad.update-strategy', 'semvar'],
      ['a platform', 'bad.platforms', 'linux'],
      ['force-update', 'bad.force-update', 'perhaps'],
      ['a pull secret', 'bad.pull-secret', 'secret:registry'],
    ])('%s', async (_, key, value) => {
      const my = await stand();
      const { told, parameters } = await besideGood(my, `bad=${my.image('front')}`, {
        [key]: value,
      });
      expectNamed(told.err, [`${my.namespace}/back`, `${PREFIX}${key}`]);
      expect(parameters).toContainEqual({ name: 'front.tag', value: 'v1.0.1' });
    });

    it('a constraint', async () => {
      const my = await stand();
      const { told, parameters } = await besideGood(my, `bad=${my.image('front')}:>>1.0`, {});
      expectNamed(told.err, [`${my.namespace}/back`, `${PREFIX}image-list`, '>>']);
      expect(parameters).toContainEqual({ name: 'front.tag', value: 'v1.0.1' });
    });

    it.each([['Bad Image!'], ['bad='], ['bad=:1.0']])('an identifier such as %j', async (entry) => {
      const my = await stand();
      const { told } = await besideGood(my, entry, {});
      expectNamed(told.err, [`${my.namespace}/back`, `${PREFIX}image-list`]);
    });
  });

  it('an annotation that nobody reads is told, with the one that was meant', async () => {
    const my = await stand();
    await my.push(['v1.0.2', 'v1.0.3']);
    const annotations = { ...helmAnnotations(my.image()), 'back.alow-tags': 'any' };
    await my.putApplication({ annotations });
    const told = await my.run('once');
    expectNamed(told.err, [`${my.namespace}/back`, `${PREFIX}back.alow-tags`, 'back.allow-tags']);
    expect(helmTag(await my.application())).toBe('v1.0.3');
  });

  async function besideGood(my: Stand, entry: string, wrong: Readonly<Record<string, string>>) {
    await my.push(['v1.0.2', 'v1.0.3']);
    await my.push(['v1.0.1', 'v1.0.2'], 'front');
    const good = helmAnnotations(my.image());
    await my.putApplication({
      images: [`${my.image()}:v1.0.2`, `${my.image('front')}:v1.0.1`],
      source: { ...CHART, helm: { parameters: [{ name: 'front.tag', value: 'v1.0.1' }] } },
      annotations: {
        ...good,
        'image-list': `${good['image-list']}, ${entry}`,
        'bad.helm.image-name': 'front.repository',
        'bad.helm.image-tag': 'front.tag',
        ...wrong,
      },
    });
    const told = await my.run('once');
    const application = await my.application();
    expect(helmTag(application)).toBe('v1.0.3');
    return { told, parameters: application.spec.source?.helm?.parameters };
  }

  it('an annotation that concerns a whole Application stops no other', async () => {
    const my = await stand();
    await my.push(['v1.0.2', 'v1.0.3']);
    await my.putApplication();
    const annotations = { ...helmAnnotations(my.image()), 'write-back-method': 'gti' };
    await my.putApplication({ name: 'wrong', annotations });
    const told = await my.run('once');
    expectNamed(told.err, [`${my.namespace}/wrong`, `${PREFIX}write-back-method`]);
    expect(helmTag(await my.application())).toBe('v1.0.3');
    expect(helmTag(await my.application('wrong'))).toBeUndefined();
  });

  describe('a Secret', () => {
    it.each([
      ['that is not there', undefined, 'the Secret does not exist'],
      ['without the key', { other: 'x' }, 'key creds'],
      ['that holds no login', { creds: 'sesame-open' }, 'key creds'],
      ['whose login is refused', { creds: 'deployer:sesame-open' }, 'refused the credentials'],
    ])('%s', async (_, data, named) => {
      const my = await stand();
      await my.push(['v1.0.2', 'v1.0.3']);
      await my.push(['v1.0.2', 'v1.0.3'], 'front');
      if (data !== undefined) await my.putSecret('wrong', data);
      await my.putApplication();
      const annotations = {
        ...helmAnnotations(my.image('front')),
        'back.pull-secret': `secret:${my.namespace}/wrong#creds`,
      };
      await my.putApplication({
        name: 'wrong',
        annotations,
        images: [`${my.image('front')}:v1.0.2`],
      });
      const told = await my.run('once', '--loglevel', 'debug');
      expect(told.code).toBe(1);
      const { message } = told.lines('image cannot be updated', 'wrong')[0]?.error ?? {};
      expect(message).toContain(`Secret ${my.namespace}/wrong`);
      expect(message).toContain(named);
      expect(told.err).not.toContain('sesame-open');
      expect(helmTag(await my.application())).toBe('v1.0.3');
    });
  });

  describe('a file in git', () => {
    const good = 'image:\n  repository: IMAGE\n  tag: v1.0.2\n';

    async function withFiles(my: Stand, files: Readonly<Record<string, string>>) {
      const { login } = scene().parts.git;
      const text = good.replace('IMAGE', my.image());
      await my.push(['v1.0.2', 'v1.0.3']);
      const repository = await my.createRepository({ 'good/values.yaml': text, ...files });
      const labels = { 'argocd.argoproj.io/secret-type': 'repository' };
      await my.putSecret('gitops', { url: repository.url, ...login }, labels);
      for (const name of ['good', 'wrong']) {
        await my.putApplication({
          name,
          source: { repoURL: repository.url, path: name, targetRevision: 'main' },
          annotations: {
            ...helmAnnotations(my.image()),
            'write-back-method': 'git',
            'write-back-target': 'helmvalues',
          },
        });
      }
      const told = await my.run('once');
      expect(await repository.read('good/values.yaml')).toBe(text.replace('v1.0.2', 'v1.0.3'));
      return { told, repository };
    }

    it.each([
      ['that is no YAML', 'image: [1, 2\nreplicas: 3\n'],
      ['with a key twice', 'image:\n  tag: v1.0.2\n  tag: v1.0.1\n'],
      ['with something else at the key', 'image:\n  tag:\n    - v1.0.2\n'],
    ])('%s', async (_, text) => {
      const my = await stand();
      const { told, repository } = await withFiles(my, { 'wrong/values.yaml': text });
      expect(told.code).toBe(1);
      const { message } = told.lines('image cannot be updated', 'wrong')[0]?.error ?? {};
      expect(message).toContain('wrong/values.yaml');
      expect(await repository.read('wrong/values.yaml')).toBe(text);
    });

    it('with two Applications, one of which names a key that cannot be', async () => {
      const my = await stand();
      const text = `${good.replace('IMAGE', my.image())}replicas: 2\n`;
      await my.push(['v1.0.2', 'v1.0.3']);
      const repository = await my.createRepository({ 'charts/back/values.yaml': text });
      const labels = { 'argocd.argoproj.io/secret-type': 'repository' };
      await my.putSecret('gitops', { url: repository.url, ...scene().parts.git.login }, labels);
      for (const [name, key] of [
        ['good', 'image.tag'],
        ['wrong', 'replicas.tag'],
      ] as const) {
        await my.putApplication({
          name,
          source: { repoURL: repository.url, path: 'charts/back', targetRevision: 'main' },
          annotations: {
            ...helmAnnotations(my.image()),
            'back.helm.image-tag': key,
            'write-back-method': 'git',
            'write-back-target': 'helmvalues',
          },
        });
      }
      const told = await my.run('once');
      const { message } = told.lines('image cannot be updated', 'wrong')[0]?.error ?? {};
      expect(message).toContain('charts/back/values.yaml line 4');
      expect(await repository.read('charts/back/values.yaml')).toBe(
        text.replace('v1.0.2', 'v1.0.3'),
      );
    });
  });
}

function expectNamed(text: string, names: readonly string[]): void {
  for (const name of names) expect(text).toContain(name);
}

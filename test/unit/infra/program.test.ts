import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import * as pulumi from '@pulumi/pulumi';
import { type Environment, readEnvironment } from '../../../infra/environment.ts';
import { program } from '../../../infra/program.ts';
import { orThrow } from '../../../src/model/errors.ts';
import { devEnvironment, prodEnvironment } from '../../support/environments.ts';
import { plainTexts, type Registered, record } from '../../support/pulumi.ts';

const ENVIRONMENTS: readonly (readonly [string, Environment])[] = [
  ['dev', devEnvironment()],
  ['dev with upstream’s engine', devEnvironment({ updater: { engine: 'argocd-image-updater' } })],
  ['dev, delivered directly', devEnvironment({ delivery: 'direct' })],
  ['prod', prodEnvironment()],
  ['prod with upstream’s engine', prodEnvironment({ updater: { engine: 'argocd-image-updater' } })],
  ['prod, delivered directly', prodEnvironment({ delivery: 'direct' })],
  ['the example of dev', example('dev')],
  ['the example of prod', example('prod')],
];

function example(name: string): Environment {
  const file = join(import.meta.dirname, `../../../examples/environment/Pulumi.${name}.yaml`);
  return orThrow(readEnvironment(readFileSync(file, 'utf8'), file)).environment;
}

/** Long enough that it cannot be part of anything else by chance. */
function secretText(key: string): string {
  return `hushhush-${key}`;
}

function run(environment: Environment, texts = secretText): Promise<readonly Registered[]> {
  const secret = (key: string) => pulumi.secret(texts(key));
  return record(() => program({ environment, secret }));
}

function ofType(all: readonly Registered[], type: string): readonly string[] {
  return all.filter((each) => each.type.endsWith(`:${type}`)).map(({ name }) => name);
}

function named(all: readonly Registered[], name: string): Registered {
  const found = all.find((each) => each.name === name && each.type.startsWith('kubernetes:'));
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
}

describe.each(ENVIRONMENTS)('the program for %s', (_name, environment) => {
  it('shows no secret outside of what is marked secret', async () => {
    const all = await run(environment);
    const shown = all.flatMap(({ inputs }) => plainTexts(inputs)).join('\n');
    expect(shown).toContain('argocd');
    expect(shown).not.toContain('hushhush');
    const decoded = shown.split(/[^A-Za-z0-9+/=]+/).map((word) => atobOrEmpty(word));
    expect(decoded.filter((text) => text.includes('hushhush'))).toEqual([]);
  });

  it('makes namespaces before anything in them', async () => {
    const all = await run(environment);
    const namespaces = ofType(all, 'Namespace');
    const inside = all.filter(({ inputs }) => namespaceOf(inputs) !== undefined);
    expect(inside.length).toBeGreaterThan(5);
    for (const each of inside) {
      expect(namespaces).toContain(namespaceOf(each.inputs));
      expect(each.after).toEqual(expect.arrayContaining([...namespaces]));
    }
  });

  it('makes Argo CD before its objects and the updater', async () => {
    const all = await run(environment);
    const engine = environment.updater.engine;
    const late = [
      ...all.filter(({ type }) => type.startsWith('kubernetes:argoproj.io')),
      named(all, engine),
    ];
    expect(late.length).toBeGreaterThan(1);
    for (const each of late) {
      expect(each.after).toEqual(
        expect.arrayContaining(['argocd', 'argocd/argocd-image-updater-ghcr']),
      );
    }
  });

  it('changes nothing but the data of its Secrets when a token is rotated', async () => {
    const before = await run(environment);
    const after = await run(environment, (key) =>
      key === 'ghcrToken' ? 'hushhush-rotated' : secretText(key),
    );
    const changed = after.filter(
      ({ name, type, inputs }) =>
        JSON.stringify(before.find((each) => each.name === name && each.type === type)?.inputs) !==
        JSON.stringify(inputs),
    );
    expect(changed.map(({ name }) => name).toSorted()).toEqual(
      ofType(after, 'Secret')
        .filter((name) => /(?:ghcr|ghcr-pull)$/.test(name))
        .toSorted(),
    );
    for (const { name, inputs } of changed) {
      const { data: _, ...rest } = inputs;
      const { data: __, ...was } = named(before, name).inputs;
      expect(rest).toEqual(was);
    }
  });
});

describe('the program', () => {
  it('lets Secrets be changed in place, in the cluster that the environment names', async () => {
    const provider = (await run(prodEnvironment())).find(({ name }) => name === 'cluster');
    expect(provider?.inputs).toEqual({ enableSecretMutable: 'true', context: 'prod' });
  });

  it('installs what the environment asks for', async () => {
    const dev = ofType(await run(devEnvironment()), 'Release');
    expect([...dev].toSorted()).toEqual(['argo-rollouts', 'argocd']);
    const prod = ofType(
      await run(prodEnvironment({ updater: { engine: 'argocd-image-updater' } })),
      'Release',
    );
    expect([...prod].toSorted()).toEqual([
      'argo-events',
      'argo-rollouts',
      'argo-workflows',
      'argocd',
      'argocd-image-updater',
    ]);
  });

  it.each([true, false])('waits for releases: %s', async (wait) => {
    const all = await run(prodEnvironment({ wait }));
    const releases = all.filter(({ type }) => type.endsWith(':Release'));
    expect(releases).toHaveLength(4);
    for (const { inputs } of releases) expect(inputs.skipAwait).toBe(!wait);
  });

  it('never makes both engines', async () => {
    const ours = await run(devEnvironment());
    expect(ofType(ours, 'Deployment')).toEqual(['tagboat']);
    const theirs = await run(devEnvironment({ updater: { engine: 'argocd-image-updater' } }));
    expect(ofType(theirs, 'Deployment')).toEqual([]);
  });

  it('tells upstream’s engine to look at annotations, in each namespace, once it is there', async () => {
    const all = await run(
      prodEnvironment({
        updater: { engine: 'argocd-image-updater', watchNamespaces: ['team-apps'] },
      }),
    );
    const resources = all.filter(
      ({ type }) => type.endsWith(':ImageUpdater') && type.startsWith('kubernetes:'),
    );
    const namespaces = resources.map(({ inputs }) => namespaceOf(inputs));
    expect(new Set(namespaces)).toEqual(new Set(['argocd', 'team-apps']));
    for (const { inputs, after } of resources) {
      expect(after).toContain('argocd-image-updater');
      expect(inputs.spec).toEqual({
        applicationRefs: [{ namePattern: '*', useAnnotations: true }],
      });
    }
  });

  it('applies only the root with delivery gitops, and all else with direct', async () => {
    const root = await run(devEnvironment());
    expect(ofType(root, 'Application')).toEqual(['Application/argocd/app-of-apps']);
    const direct = await run(devEnvironment({ delivery: 'direct' }));
    expect(ofType(direct, 'Application')).toEqual(['Application/argocd/shop']);
    expect(ofType(direct, 'AppProject')).toContain('AppProject/argocd/web');
  });

  it('gives the kubelet both tokens while there are two', async () => {
    const all = await run(prodEnvironment());
    const pulls = ofType(all, 'Secret').filter((name) => name.includes('-pull'));
    expect([...pulls].toSorted()).toEqual(
      ['argocd', 'web'].flatMap((name) => [`${name}/ghcr-pull`, `${name}/ghcr-pull-next`]),
    );
    expect(named(all, 'web/ghcr-pull').inputs).toMatchObject({
      type: 'kubernetes.io/dockerconfigjson',
      metadata: { annotations: { 'tagboat.dev/expires': '2027-01-31' } },
    });
  });

  it('gives Argo CD its repositories and clusters', async () => {
    const all = await run(prodEnvironment());
    const types = ofType(all, 'Secret').map((name) => {
      const { metadata } = named(all, name).inputs as { metadata: { labels: object } };
      return [
        name,
        Object.entries(metadata.labels).find(([key]) => key.endsWith('secret-type'))?.[1],
      ];
    });
    expect(Object.fromEntries(types)).toMatchObject({
      'argocd/repo-github-com-acme-gitops': 'repository',
      'argocd/repo-github-com-acme-charts': 'repository',
      'argocd/repo-creds-github-com-acme': 'repo-creds',
      'argocd/cluster-edge': 'cluster',
    });
  });
});

function atobOrEmpty(word: string): string {
  return word.length % 4 === 0 ? Buffer.from(word, 'base64').toString('utf8') : '';
}

/** Of an object, or of a release. */
function namespaceOf(inputs: Readonly<Record<string, unknown>>): string | undefined {
  const { metadata, namespace } = inputs as {
    metadata?: { namespace?: string };
    namespace?: string;
  };
  return metadata?.namespace ?? namespace;
}

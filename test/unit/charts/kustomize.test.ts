import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { kustomizeFiles } from '../../../charts/kustomize.ts';
import { kustomization } from '../../../src/writeback/edits/kustomization.ts';
import { ROTATING, shopContext } from '../../support/services.ts';

const given = {
  host: 'shop.example.com',
  rollout: { kind: 'canary', steps: [{ setWeight: 50 }] },
  initialTag: '1.10',
  config: { LEVEL: 'info' },
  namespace: 'shops',
};

function shopFiles(name: string, more: object = {}): ReadonlyMap<string, string> {
  const context = shopContext({ ...given, ...more }, { name, ...ROTATING });
  return kustomizeFiles(context.environment, context.service, () => '');
}

const files = shopFiles('prod');
const overlay = 'kustomize/shop/overlays/prod';
const textOf = (path: string) => files.get(path) ?? '';

describe('kustomizeFiles', () => {
  it('has the namespace and the tag in the overlay', () => {
    expect(parse(textOf(`${overlay}/kustomization.yaml`))).toEqual({
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      images: [{ name: 'ghcr.io/acme/shop', newTag: '1.10' }],
      namespace: 'shops',
      patches: [{ path: 'patch-rollout.yaml', target: { kind: 'Rollout', name: 'shop' } }],
      resources: ['../../base', 'configmap-config.yaml', 'ingress.yaml'],
    });
  });

  it('names every file of the base in it', () => {
    const base = 'kustomize/shop/base/';
    const names = [...files.keys()].filter((path) => path.startsWith(base));
    expect(parse(textOf(`${base}kustomization.yaml`))).toMatchObject({
      resources: names
        .map((path) => path.slice(base.length))
        .filter((name) => name !== 'kustomization.yaml'),
    });
  });

  it('patches in what the environment decides', () => {
    expect(textOf('kustomize/shop/base/rollout.yaml')).not.toMatch(
      /replicas:|ghcr-pull|shop-config/,
    );
    expect(parse(textOf(`${overlay}/patch-rollout.yaml`))).toEqual(
      expect.arrayContaining([
        { op: 'add', path: '/spec/replicas', value: 2 },
        {
          op: 'add',
          path: '/spec/template/spec/imagePullSecrets',
          value: [{ name: 'ghcr-pull' }, { name: 'ghcr-pull-next' }],
        },
      ]),
    );
  });

  it('has the same base for environments that differ as they usually do', () => {
    const dev = shopFiles('dev', {
      replicas: 1,
      host: 'shop.dev.example.com',
      initialTag: 'v2.0.0',
      config: {},
      namespace: 'shops-dev',
      resources: { requests: { cpu: '50m' } },
    });
    const baseOf = (all: ReadonlyMap<string, string>) =>
      [...all].filter(([path]) => path.includes('/base/'));
    expect(baseOf(dev)).toEqual(baseOf(files));
  });

  it('has a tag that the updater reads and writes', () => {
    const image = { registry: 'ghcr.io', repository: 'acme/shop' };
    const place = { path: 'kustomization.yaml', keys: { kind: 'kustomize' }, image } as const;
    const text = textOf(`${overlay}/kustomization.yaml`);
    expect(kustomization.read(text, place)).toEqual({ ok: true, value: { ...image, tag: '1.10' } });
    const written = kustomization.write(text, [{ ...place, to: { ...image, tag: '1.11' } }]);
    expect(written).toEqual({ ok: true, value: text.replace('1.10', '1.11') });
  });
});

import { describe, expect, it } from '@jest/globals';
import { migrationObjects } from '../../../charts/migration.ts';
import { shopContext } from '../../support/services.ts';

const migration = { command: ['npm', 'run', 'migrate'] };

describe('migrationObjects', () => {
  it('is nothing unless asked for', () => {
    expect(migrationObjects(shopContext())).toEqual([]);
  });

  it('runs before the sync, in the image of the service, once more for each sync', () => {
    expect(migrationObjects(shopContext({ migration }))).toMatchObject([
      {
        kind: 'Job',
        metadata: {
          annotations: {
            'argocd.argoproj.io/hook': 'PreSync',
            'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
          },
        },
        spec: {
          template: {
            spec: {
              containers: [{ command: migration.command, image: 'ghcr.io/acme/shop' }],
              restartPolicy: 'Never',
            },
          },
        },
      },
    ]);
  });

  it('needs no ConfigMap, which a first sync has not made yet', () => {
    const given = { migration, config: { B: '2', A: '1' }, secretRefs: ['shop-db'] };
    const [job] = migrationObjects(shopContext(given));
    expect(job).toMatchObject({
      spec: {
        template: {
          spec: {
            containers: [
              {
                env: [
                  { name: 'A', value: '1' },
                  { name: 'B', value: '2' },
                ],
                envFrom: [{ secretRef: { name: 'shop-db' } }],
              },
            ],
          },
        },
      },
    });
    expect(JSON.stringify(job)).not.toContain('configMapRef');
  });
});

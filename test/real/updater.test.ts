import { buildImage } from '../../src/demo/registry/image.ts';
import type { Parts } from '../contract/updater/parts.ts';
import { describeUpdater } from '../contract/updater/suite.ts';
import { rawKube } from '../support/kube-raw.ts';
import { pushImage } from '../support/push-image.ts';
import { describeReal } from './support/describe-real.ts';
import { startHttpBackend } from './support/git-http-backend.ts';
import { type RealKube, startRealKube, until } from './support/kube.ts';
import { type RealRegistry, startRealRegistry } from './support/registry.ts';

const username = 'deployer';
const LOGINS = {
  first: { username, password: 'registry-token-1b7e' },
  second: { username, password: 'registry-token-2c9a' },
};

/** The passwords by bcrypt. */
const HTPASSWD = {
  first: `${username}:$2a$04$W0BDhwsGYqDechlS.XnjUePHCstV/wJ7wqGWFB7692.kH7JNuJGCy\n`,
  second: `${username}:$2a$04$dyRxA6t/Dh7tnRbGYswF2.i/f07kwx7x4GpmcvbNxuDAjyCO9C4nu\n`,
};

const PARTS = ['etcd', 'kube-apiserver', 'argo-cd', 'registry'] as const;

describeReal(PARTS, 'the updater on real parts', () => {
  describeUpdater(async (): Promise<Parts> => {
    const [kube, registry, git] = await Promise.all([
      startRealKube(),
      startRealRegistry({ auth: { kind: 'basic', htpasswd: HTPASSWD.first } }),
      startHttpBackend(),
    ]);
    return {
      kube: {
        kubeconfig: (namespace) => kube.kubeconfig({ namespace }),
        serveImageUpdaters: () => serveImageUpdaters(kube),
      },
      registry: registryPart(registry),
      git: {
        url: git.url,
        login: git.login,
        createRepository: git.createRepository,
        commit: git.commit,
        readFile: git.readFile,
        log: git.log,
      },
      async stop() {
        await Promise.all([kube.stop(), registry.stop(), git.stop()]);
      },
    };
  });
});

function registryPart({ url, setHtpasswd }: RealRegistry): Parts['registry'] {
  let login = LOGINS.first;
  return {
    url,
    logins: LOGINS,
    async push(repository, tag, image = {}) {
      const pair = Buffer.from(`${login.username}:${login.password}`).toString('base64');
      const { created = Date.now(), ...rest } = image;
      const built = buildImage({
        label: `${repository}:${tag}`,
        ...rest,
        created: created ?? undefined,
      });
      await pushImage({ url, repository, authorization: `Basic ${pair}` }, tag, built);
    },
    async changePassword(to) {
      login = LOGINS[to];
      await setHtpasswd(HTPASSWD[to]);
    },
  };
}

/** Without its schema: only whether there are any matters. */
async function serveImageUpdaters({ url, ca, tokens }: RealKube): Promise<void> {
  const raw = rawKube({ server: url, ca, token: tokens.admin });
  const group = 'argocd-image-updater.argoproj.io';
  const schema = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
  await raw.request('POST', '/apis/apiextensions.k8s.io/v1/customresourcedefinitions', {
    metadata: { name: `imageupdaters.${group}` },
    spec: {
      group,
      scope: 'Namespaced',
      names: {
        kind: 'ImageUpdater',
        listKind: 'ImageUpdaterList',
        plural: 'imageupdaters',
        singular: 'imageupdater',
      },
      versions: [
        { name: 'v1alpha1', served: true, storage: true, schema: { openAPIV3Schema: schema } },
      ],
    },
  });
  await until(async () => {
    const { status } = await raw.request('GET', `/apis/${group}/v1alpha1/imageupdaters`);
    return status === 200;
  }, 'the ImageUpdater kind to be served');
  await raw.close();
}

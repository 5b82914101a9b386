import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PushedImage } from '../../../src/demo/registry/registry.ts';
import { APPLICATIONS } from '../../../src/model/application.ts';
import type { ResourceKind } from '../../../src/ports.ts';
import { program } from '../../support/program.ts';
import type { TestProxy } from '../../support/proxy.ts';
import { type Opened, open, type Running, start } from './at-work.ts';
import {
  applicationManifest,
  encoded,
  type Manifest,
  type ManifestFields,
  prefixed,
  secretManifest,
} from './manifests.ts';
import { createRepository, type Repository } from './repository.ts';
import type { Scene } from './scene.ts';
import { type Told, told } from './told.ts';

const NAMESPACES: ResourceKind = { group: '', version: 'v1', plural: 'namespaces' };
const SECRETS: ResourceKind = { group: '', version: 'v1', plural: 'secrets' };

type Fields = Partial<Omit<ManifestFields, 'namespace'>>;

/** A namespace of its own in all parts, where one test happens. */
export interface Stand {
  readonly namespace: string;
  /** `127.0.0.1:PORT/NAMESPACE/NAME` */
  image(name?: string): string;
  push(tags: readonly string[], name?: string): Promise<void>;
  pushImage(tag: string, image: PushedImage, name?: string): Promise<void>;
  /** How often the tags of an image were listed. */
  listings(name?: string): number;
  /** Creates an Application named back, which runs v1.0.2 of the image back by Helm parameters. */
  putApplication(fields?: Fields): Promise<void>;
  application(name?: string): Promise<Manifest>;
  annotate(name: string, annotations: Readonly<Record<string, string>>): Promise<void>;
  putSecret(
    name: string,
    data: Readonly<Record<string, string>>,
    labels?: Record<string, string>,
  ): Promise<void>;
  changeSecret(name: string, data: Readonly<Record<string, string>>): Promise<void>;
  createRepository(files: Readonly<Record<string, string>>): Promise<Repository>;
  /** Runs a command that works on Applications to its end. */
  run(command: string, ...args: readonly string[]): Promise<Told>;
  /** Starts `tagboat run`, without its health endpoint unless args say otherwise. */
  start(...args: readonly string[]): Running;
  /** Opens the updater for several cycles. */
  open(): Promise<Opened>;
  /** What names the servers and this namespace, those that `pick` has too first. */
  readonly flags: readonly string[];
}

/** A new one, with nothing in it but the registry's login. */
export async function openStand(scene: Scene): Promise<Stand> {
  const namespace = scene.newNamespace();
  const { parts, kube, registry, folder, printed } = scene;
  await kube.create(NAMESPACES, { metadata: { name: namespace } });
  const conf = join(folder, `${namespace}.registries.conf`);
  await writeFile(conf, registriesConf(registry, namespace));
  const flags = [
    `--kubeconfig=${join(folder, 'kubeconfig')}`,
    `--registries-conf-path=${conf}`,
    `--argocd-namespace=${namespace}`,
    `--cache-dir=${join(folder, namespace)}`,
    '--logformat=json',
  ];
  const { username, password } = parts.registry.logins.first;
  const stand: Stand = {
    namespace,
    flags,
    image: (name = 'back') => `${registry.host}/${namespace}/${name}`,
    async push(tags, name = 'back') {
      for (const tag of tags) await stand.pushImage(tag, {}, name);
    },
    pushImage: (tag, image, name = 'back') =>
      parts.registry.push(`${namespace}/${name}`, tag, image),
    listings: (name = 'back') =>
      registry.count(new RegExp(`^GET /v2/${namespace}/${name}/tags/list\\S* 200$`)),
    async putApplication(fields = {}) {
      await kube.create(APPLICATIONS, manifestOf(stand, fields));
    },
    application: (name = 'back') => kube.get<Manifest>(APPLICATIONS, { namespace, name }),
    async annotate(name, annotations) {
      const patch = { metadata: { annotations: prefixed(annotations) } };
      await kube.mergePatch(APPLICATIONS, { namespace, name }, patch);
    },
    async putSecret(name, data, labels = {}) {
      await kube.create(SECRETS, secretManifest({ namespace, name }, data, labels));
    },
    async changeSecret(name, data) {
      await kube.mergePatch(SECRETS, { namespace, name }, { data: encoded(data) });
    },
    createRepository: (files) => createRepository(scene, namespace, files),
    async run(command, ...args) {
      const ended = await program([command, ...flags, ...args]);
      printed.push(ended.out, ended.err);
      return told(ended);
    },
    start: (...args) => start(scene, ['--health-probe-bind-address', '0', ...flags, ...args]),
    open: () => open(scene, namespace),
  };
  await stand.putSecret('registry', { creds: `${username}:${password}` });
  return stand;
}

function registriesConf({ host, url }: TestProxy, namespace: string): string {
  return [
    'registries:',
    '  - name: test',
    `    prefix: ${host}`,
    `    api_url: ${url}`,
    `    credentials: secret:${namespace}/registry#creds`,
    '',
  ].join('\n');
}

/** Annotations of an image that a chart takes from image.repository and image.tag. */
export function helmAnnotations(image: string, alias = 'back'): Record<string, string> {
  return {
    'image-list': `${alias}=${image}`,
    [`${alias}.helm.image-name`]: 'image.repository',
    [`${alias}.helm.image-tag`]: 'image.tag',
  };
}

function manifestOf({ namespace, image }: Stand, fields: Fields): object {
  const { annotations, images = [`${image()}:v1.0.2`], name = 'back', ...rest } = fields;
  const all = annotations ?? helmAnnotations(image());
  return applicationManifest({ name, namespace, images, ...rest, annotations: all });
}

/** The tag that an Application's Helm parameters ask for. */
export function helmTag({ spec }: Manifest, name = 'image.tag'): string | undefined {
  return spec.source?.helm?.parameters?.find((each) => each.name === name)?.value;
}

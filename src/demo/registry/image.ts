import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

export interface ImageSpec {
  /** Milliseconds since 1970; absent writes no date. */
  readonly created?: number | undefined;
  /** `os/arch[/variant]`; more than one make an index. @default ['linux/amd64'] */
  readonly platforms?: readonly string[] | undefined;
  /** Anything; images that differ in nothing else get another digest by it. */
  readonly label?: string | undefined;
  /** Media types. @default 'oci' */
  readonly format?: 'oci' | 'docker' | undefined;
  /** List an attestation in the index, as BuildKit does. @default false */
  readonly attestation?: boolean | undefined;
}

/** Bytes and the name they are stored under. */
export interface Content {
  readonly digest: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
}

export interface Image {
  /** Layers and configs. */
  readonly blobs: readonly Content[];
  /** In the order in which a registry takes them: what an index lists before the index. */
  readonly manifests: readonly Content[];
  /** The manifest or index that a tag names: the last of the manifests. */
  readonly top: Content;
}

const MEDIA_TYPES = {
  oci: {
    index: 'application/vnd.oci.image.index.v1+json',
    manifest: 'application/vnd.oci.image.manifest.v1+json',
    config: 'application/vnd.oci.image.config.v1+json',
    layer: 'application/vnd.oci.image.layer.v1.tar+gzip',
  },
  docker: {
    index: 'application/vnd.docker.distribution.manifest.list.v2+json',
    manifest: 'application/vnd.docker.distribution.manifest.v2+json',
    config: 'application/vnd.docker.container.image.v1+json',
    layer: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
  },
} as const;

type MediaTypes = (typeof MEDIA_TYPES)[keyof typeof MEDIA_TYPES];

/** An empty tar archive: two blocks of zeros. */
const EMPTY_TAR = Buffer.alloc(1024);
const LAYER = gzipSync(EMPTY_TAR);

/** A real, if empty, image as registries store it: one layer without files. */
export function buildImage(spec: ImageSpec): Image {
  const types = MEDIA_TYPES[spec.format ?? 'oci'];
  const layer = contentOf(types.layer, LAYER);
  const platforms = spec.platforms ?? ['linux/amd64'];
  const images = platforms.map((platform) => imageFor(platform, spec, { types, layer }));
  const blobs = [layer, ...images.map(({ config }) => config)];
  const manifests = images.map(({ manifest }) => manifest);
  const [only] = manifests;
  if (manifests.length === 1 && only !== undefined && spec.attestation !== true) {
    return { blobs, manifests, top: only };
  }
  const listed = images.map(({ manifest, platform }) => ({ ...descriptor(manifest), platform }));
  const attested = spec.attestation === true && only !== undefined ? [attestation(only)] : [];
  const top = json(types.index, {
    schemaVersion: 2,
    mediaType: types.index,
    manifests: [...listed, ...attested],
  });
  return { blobs, manifests: [...manifests, top], top };
}

function imageFor(
  name: string,
  { created, label }: ImageSpec,
  { types, layer }: { types: MediaTypes; layer: Content },
) {
  const [os = '', architecture = '', variant] = name.split('/');
  const platform = { architecture, os, ...(variant === undefined ? {} : { variant }) };
  const config = json(types.config, {
    ...(created === undefined ? {} : { created: new Date(created).toISOString() }),
    ...platform,
    config: label === undefined ? {} : { Labels: { label } },
    rootfs: { type: 'layers', diff_ids: [digestOf(EMPTY_TAR)] },
  });
  const manifest = json(types.manifest, {
    schemaVersion: 2,
    mediaType: types.manifest,
    config: descriptor(config),
    layers: [descriptor(layer)],
  });
  return { platform, config, manifest };
}

/** It lists the image's own manifest, so that nothing more has to be pushed. */
function attestation(subject: Content) {
  return { ...descriptor(subject), platform: { architecture: 'unknown', os: 'unknown' } };
}

function descriptor({ mediaType, digest, bytes }: Content) {
  return { mediaType, digest, size: bytes.byteLength };
}

function json(mediaType: string, value: object): Content {
  return contentOf(mediaType, Buffer.from(JSON.stringify(value)));
}

function contentOf(mediaType: string, bytes: Buffer): Content {
  return { mediaType, bytes, digest: digestOf(bytes) };
}

/** `sha256:…` */
export function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

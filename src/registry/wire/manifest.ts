import * as z from 'zod';
import { printable } from '../../model/printable.ts';
import { parseJson } from './json.ts';
import type { Platform } from './platform.ts';

const OCI_INDEX = 'application/vnd.oci.image.index.v1+json';
const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const DOCKER_LIST = 'application/vnd.docker.distribution.manifest.list.v2+json';
const DOCKER_MANIFEST = 'application/vnd.docker.distribution.manifest.v2+json';

const INDEX_TYPES: readonly string[] = [OCI_INDEX, DOCKER_LIST];
const MANIFEST_TYPES: readonly string[] = [OCI_MANIFEST, DOCKER_MANIFEST];
const CONFIG_TYPES: readonly string[] = [
  'application/vnd.oci.image.config.v1+json',
  'application/vnd.docker.container.image.v1+json',
];

/** What the updater can read. */
export const ACCEPT = [OCI_INDEX, OCI_MANIFEST, DOCKER_LIST, DOCKER_MANIFEST].join(', ');

const DIGEST = /^(?:sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128})$/;

export function isDigest(text: string | undefined): text is string {
  return text !== undefined && DIGEST.test(text);
}

export interface IndexEntry {
  readonly digest: string;
  readonly platform?: Platform | undefined;
}

/** A manifest, by what the updater does with it. */
export type Manifest =
  | { readonly kind: 'index'; readonly entries: readonly IndexEntry[] }
  /** of one platform, which its config names */
  | { readonly kind: 'image'; readonly config: string }
  | { readonly kind: 'foreign'; readonly reason: string };

const digest = z.string().regex(DIGEST);
const platform = z.object({
  os: z.string(),
  architecture: z.string(),
  variant: z.string().optional(),
});
const indexBody = z.object({
  manifests: z.array(
    z.object({ mediaType: z.string().optional(), digest, platform: platform.optional() }),
  ),
});
const imageBody = z.object({ config: z.object({ mediaType: z.string(), digest }) });
const anyBody = z.object({ mediaType: z.string().optional() });

/**
 * Reads an OCI or Docker (schema 2) index or manifest. The body's own `mediaType` counts; the header
 * stands in where it is absent, as OCI allows.
 */
export function parseManifest(body: Uint8Array, contentType: string | undefined): Manifest {
  const json = parseJson(body);
  const declared = anyBody.safeParse(json).data?.mediaType ?? contentType?.split(';')[0]?.trim();
  const mediaType = declared ?? 'none';
  if (INDEX_TYPES.includes(mediaType)) return readIndex(json);
  if (MANIFEST_TYPES.includes(mediaType)) return readImage(json);
  return foreign(`its media type ${printable(mediaType)} is not that of an image`);
}

function readIndex(json: unknown): Manifest {
  const parsed = indexBody.safeParse(json);
  if (!parsed.success) return foreign('its index is malformed');
  const entries = parsed.data.manifests
    .filter(({ mediaType }) => mediaType === undefined || MANIFEST_TYPES.includes(mediaType))
    .map(({ digest: ofEntry, platform: listed }) => ({ digest: ofEntry, platform: listed }))
    .filter(({ platform: listed }) => !isAttestation(listed));
  return { kind: 'index', entries };
}

/** BuildKit lists provenance and SBOMs beside the images, as images of no platform. */
function isAttestation(listed: Platform | undefined): boolean {
  return listed?.os === 'unknown' && listed.architecture === 'unknown';
}

function readImage(json: unknown): Manifest {
  const parsed = imageBody.safeParse(json);
  if (!parsed.success) return foreign('its manifest is malformed');
  const { mediaType, digest: config } = parsed.data.config;
  if (CONFIG_TYPES.includes(mediaType)) return { kind: 'image', config };
  return foreign(`its config is ${printable(mediaType)}, not that of an image`);
}

/** What an image's config says of it. */
export interface ImageConfig {
  readonly platform: Platform;
  /** Milliseconds since 1970; absent when the config carries no date that was meant. */
  readonly created?: number | undefined;
}

const configBody = z.object({
  os: z.string().default(''),
  architecture: z.string().default(''),
  variant: z.string().optional(),
  created: z.string().nullish(),
});

/** Reproducible builds write 0 or 1 s since 1970, Go's zero time is the year 1: no date either way. */
const FIRST_MEANT_DATE = 24 * 3600 * 1000;

/** Reads an image's config (OCI image-spec, config.md). @returns undefined when malformed */
export function parseConfig(body: Uint8Array): ImageConfig | undefined {
  const parsed = configBody.safeParse(parseJson(body));
  if (!parsed.success) return undefined;
  const { created, ...own } = parsed.data;
  return { platform: own, created: parseDate(created ?? '') };
}

function parseDate(text: string): number | undefined {
  const date = /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : Number.NaN;
  return date >= FIRST_MEANT_DATE ? date : undefined;
}

function foreign(reason: string): Manifest {
  return { kind: 'foreign', reason };
}

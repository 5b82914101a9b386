import { fail, ok, type Result } from './errors.ts';
import { quoted } from './printable.ts';

/**
 * An image as somebody wrote it. `registry` is `''` when none was written (Docker Hub); `repository`
 * is kept as written too (`nginx`, `library/nginx`), so that what is written back looks like what was
 * read. Compare with `sameImage`, never by fields.
 */
export interface ImageRef {
  readonly registry: string;
  readonly repository: string;
  readonly tag?: string | undefined;
  /** `sha256:…` */
  readonly digest?: string | undefined;
}

/** Where the tags of an image are listed: host (and port), and the full path, `library/` included. */
export interface RepositoryRef {
  readonly registry: string;
  readonly path: string;
}

/** What OCI allows: 255 for the name, 128 for the tag, 135 for a sha512 digest, and the separators. */
const MAX_LENGTH = 520;
const MAX_NAME_LENGTH = 255;

const DOCKER_HUB = 'docker.io';
const DOCKER_HUB_NAMES: ReadonlySet<string> = new Set([
  '',
  DOCKER_HUB,
  'index.docker.io',
  'registry-1.docker.io',
]);

const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?';
const REGISTRY = new RegExp(`^(?:${LABEL}(?:\\.${LABEL})*|\\[[0-9A-Fa-f:]+\\])(?::[0-9]+)?$`);
const PATH_PART = '[a-z0-9]+(?:(?:\\.|__?|-+)[a-z0-9]+)*';
const REPOSITORY = new RegExp(`^${PATH_PART}(?:/${PATH_PART})*$`);
/** A first part with its port, if a slash follows: the colon behind it begins a tag. */
const FIRST_PART = /^(?:\[[^\]/]*\])?[^/:]*(?::[0-9]+(?=\/))?/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;
const EXPECTED = '[registry[:port]/]repository[:tag][@digest], the repository in lower case';

/**
 * Reads `[registry[:port]/]repository[:tag][@digest]`, the reference of an image as Kubernetes takes it.
 * The first part is a registry if it holds a dot or a colon or is `localhost`, as for Docker.
 */
export function parseImage(text: string): Result<ImageRef> {
  const { name, tag, digest } = splitImage(text);
  const image = text.length > MAX_LENGTH ? undefined : parseName(name);
  if (image === undefined) return unreadable('is not the name of an image', text);
  if (tag !== undefined && !TAG.test(tag)) return unreadable(`has a bad tag ${quoted(tag)}`, text);
  if (digest !== undefined && !isDigest(digest)) return unreadable('has a bad digest', text);
  return ok({
    ...image,
    ...(tag === undefined ? {} : { tag }),
    ...(digest === undefined ? {} : { digest }),
  });
}

/** The image as it was written. */
export function formatImage(image: ImageRef): string {
  const tag = image.tag === undefined ? '' : `:${image.tag}`;
  const digest = image.digest === undefined ? '' : `@${image.digest}`;
  return `${imageName(image)}${tag}${digest}`;
}

/** The image as it was written, without tag and digest. */
export function imageName({ registry, repository }: ImageRef): string {
  return registry === '' ? repository : `${registry}/${repository}`;
}

/** Whether two images are versions of the same thing: `nginx`, `docker.io/library/nginx:1.2`. */
export function sameImage(a: ImageRef, b: ImageRef): boolean {
  const left = repositoryOf(a);
  const right = repositoryOf(b);
  return left.registry === right.registry && left.path === right.path;
}

/** Where the image's tags are listed. Only Docker Hub has the implied `library/`. */
export function repositoryOf({ registry, repository }: ImageRef): RepositoryRef {
  const host = registry.toLowerCase();
  if (!DOCKER_HUB_NAMES.has(host)) return { registry: host, path: repository };
  const path = repository.includes('/') ? repository : `library/${repository}`;
  return { registry: DOCKER_HUB, path };
}

/** Whether the text can be an image's tag by the grammar of OCI. */
export function isTag(text: string): boolean {
  return TAG.test(text);
}

export function isDigest(text: string): boolean {
  return DIGEST.test(text);
}

/**
 * Cuts at the colon that is not a port's and at the `@`, without judging the parts; `tag` is whatever
 * stands behind the colon, a constraint too.
 */
export function splitImage(text: string): {
  readonly name: string;
  readonly tag?: string | undefined;
  readonly digest?: string | undefined;
} {
  const at = text.lastIndexOf('@');
  const digest = at === -1 ? undefined : text.slice(at + 1);
  const rest = at === -1 ? text : text.slice(0, at);
  const colon = rest.indexOf(':', FIRST_PART.exec(rest)?.[0].length);
  if (colon === -1) return { name: rest, digest };
  return { name: rest.slice(0, colon), tag: rest.slice(colon + 1), digest };
}

/** Registry and repository of a name without tag and digest, or undefined if it is no such name. */
export function parseName(name: string): ImageRef | undefined {
  if (name.length > MAX_NAME_LENGTH) return undefined;
  const slash = name.indexOf('/');
  const first = name.slice(0, Math.max(slash, 0));
  if (!isRegistry(first)) {
    return REPOSITORY.test(name) ? { registry: '', repository: name } : undefined;
  }
  const repository = name.slice(slash + 1);
  const valid = REGISTRY.test(first) && REPOSITORY.test(repository);
  return valid ? { registry: first, repository } : undefined;
}

function isRegistry(part: string): boolean {
  return part.includes('.') || part.includes(':') || part === 'localhost';
}

function unreadable(what: string, text: string): Result<never> {
  return fail('invalid-config', {
    what,
    where: `image ${quoted(text)}`,
    expected: EXPECTED,
  });
}

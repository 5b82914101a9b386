import { describe, expect, it } from '@jest/globals';
import { buildImage, type Image, type ImageSpec } from '../../../src/demo/registry/image.ts';
import { TagboatError } from '../../../src/model/errors.ts';
import { createInspect } from '../../../src/registry/inspect.ts';
import type { Reader } from '../../../src/registry/reader.ts';
import { parseManifest } from '../../../src/registry/wire/manifest.ts';
import { TARGET } from '../../support/registry-target.ts';

const CREATED = Date.UTC(2025, 10, 14);

/** A Reader of some images, which counts what is read. */
function readerOf(images: readonly Image[], failure: (digest: string) => TagboatError | undefined) {
  const contents = images.flatMap(({ blobs, manifests }) => [...blobs, ...manifests]);
  const read: string[] = [];
  function find(digest: string) {
    read.push(digest);
    const found = contents.find((content) => content.digest === digest);
    const failed = failure(digest);
    if (failed !== undefined) throw failed;
    if (found === undefined) throw new TagboatError('not-found', { what: 'gone', where: 'test' });
    return found;
  }
  const reader: Reader = {
    digest: () => Promise.reject(new Error('not needed')),
    manifest: async (_, digest) => ({
      digest,
      manifest: parseManifest(find(digest).bytes, undefined),
    }),
    blob: async (_, digest) => find(digest).bytes,
  };
  return { reader, read };
}

function setUp(
  spec: ImageSpec,
  failure: (digest: string) => TagboatError | undefined = () => undefined,
) {
  const image = buildImage(spec);
  const { reader, read } = readerOf([image], failure);
  const inspect = createInspect(reader, 10);
  const ask = (want: 'platform' | 'created', ...platforms: readonly string[]) =>
    inspect(TARGET, { digest: image.top.digest }, { want, platforms });
  return { image, read, ask };
}

describe('an image of one platform', () => {
  it('is dated by its config', async () => {
    const { ask } = setUp({ created: CREATED });
    expect(await ask('created')).toEqual({ kind: 'found', created: CREATED });
    expect(await ask('created', 'linux/amd64')).toEqual({ kind: 'found', created: CREATED });
  });

  it('is refused for another platform', async () => {
    const { ask } = setUp({ created: CREATED });
    expect(await ask('platform', 'linux/arm64', 'linux/arm')).toEqual({
      kind: 'unusable',
      code: 'no-platform',
      reason: 'it has no image for linux/arm64 or linux/arm',
    });
  });

  it('needs no config when any platform will do', async () => {
    const { ask, read, image } = setUp({});
    expect(await ask('platform')).toEqual({ kind: 'found' });
    expect(read).toEqual([image.top.digest]);
  });

  it('is refused without a date that was meant', async () => {
    const { ask } = setUp({ created: 0 });
    expect(await ask('created')).toMatchObject({ kind: 'unusable', code: 'no-metadata' });
    expect(await ask('platform', 'linux/amd64')).toEqual({ kind: 'found' });
  });
});

describe('an index', () => {
  const platforms = ['linux/amd64', 'linux/arm/v7'];

  it('is dated by the newest of the images wanted', async () => {
    const { ask, read } = setUp({ created: CREATED, platforms, attestation: true });
    expect(await ask('created')).toEqual({ kind: 'found', created: CREATED });
    expect(read).toHaveLength(1 + 2 * 2);
    expect(await ask('created', 'linux/arm')).toEqual({ kind: 'found', created: CREATED });
    expect(read).toHaveLength(5 + 1 + 2);
  });

  it('is known to have a platform from itself alone', async () => {
    const { ask, read } = setUp({ platforms });
    expect(await ask('platform', 'linux/arm')).toEqual({ kind: 'found' });
    expect(await ask('platform', 'linux/s390x')).toMatchObject({ code: 'no-platform' });
    expect(read).toHaveLength(2);
  });

  it('does without an image that the registry does not have', async () => {
    const [missing] = buildImage({ created: CREATED, platforms }).manifests;
    const gone = (digest: string) =>
      digest === missing?.digest
        ? new TagboatError('not-found', { what: 'gone', where: 'test' })
        : undefined;
    const { ask } = setUp({ created: CREATED, platforms }, gone);
    expect(await ask('created')).toEqual({ kind: 'found', created: CREATED });
    await expect(ask('created', 'linux/amd64')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is not dated while one of its images cannot be had', async () => {
    const [, lost] = buildImage({ created: CREATED, platforms }).manifests;
    const unavailable = (digest: string) =>
      digest === lost?.digest
        ? new TagboatError('unavailable', { what: 'down', where: 'test' })
        : undefined;
    const { ask } = setUp({ created: CREATED, platforms }, unavailable);
    await expect(ask('created')).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('is not read when it lists images without end', async () => {
    const many = Array.from({ length: 65 }, (_, index) => `linux/a${index}`);
    const { ask, read } = setUp({ created: CREATED, platforms: many });
    expect(await ask('created')).toMatchObject({ kind: 'unusable', code: 'no-metadata' });
    expect(read).toHaveLength(1);
  });
});

it('finds out once for each digest, question and platforms, refusals included', async () => {
  const { ask, read } = setUp({ created: 0 });
  await ask('created');
  await ask('created', 'linux/arm64');
  const before = read.length;
  await ask('created');
  await ask('created', 'linux/arm64');
  expect(read).toHaveLength(before);
});

import { describe, expect, it } from '@jest/globals';
import { buildImage, type Image } from '../../../src/demo/registry/image.ts';
import type { HttpRequest } from '../../../src/ports.ts';
import { createFacts, type FactsQuery } from '../../../src/registry/facts.ts';
import { createReader } from '../../../src/registry/reader.ts';
import { testClock } from '../../support/clock.ts';
import { elapse } from '../../support/elapse.ts';
import type { FakeAnswer } from '../../support/http.ts';
import { sender, TARGET } from '../../support/registry-target.ts';

const HOUR = 3_600_000;
const CREATED = Date.UTC(2025, 10, 14);
const IMAGE = buildImage({ created: CREATED });

/** A registry whose tags all begin with v1 and stand for one image; `down` answers everything with 503. */
function setUp(image: Image = IMAGE) {
  const clock = testClock();
  const state: { image: Image; down: boolean; status?: number } = { image, down: false };
  const { http, send, exchange } = sender(clock, (request) => {
    if (state.down) return { status: 503 };
    return state.status === undefined ? answer(state.image, request) : { status: state.status };
  });
  const facts = createFacts({ reader: createReader(send, exchange), clock });
  const ask = (query: Partial<FactsQuery> = {}, tag = 'v1') =>
    elapse(clock, facts.of(TARGET, tag, { want: 'created', platforms: [], ...query }));
  let seen = 0;
  /** Since it was last called. */
  const asked = () => {
    const from = seen;
    seen = http.requests.length;
    return http.requests.slice(from).map(({ method, url }) => `${method} ${kindOf(url)}`);
  };
  return { clock, state, ask, asked };
}

function answer({ blobs, manifests, top }: Image, { url }: HttpRequest): FakeAnswer {
  const name = url.split('/').at(-1) ?? '';
  const found = name.startsWith('v1')
    ? top
    : [...blobs, ...manifests].find(({ digest }) => digest === name);
  if (found === undefined) return { status: 404 };
  const { mediaType, digest, bytes } = found;
  const headers = { 'content-type': mediaType, 'docker-content-digest': digest };
  return { headers, body: bytes };
}

const kindOf = (url: string) => (url.includes('/blobs/') ? 'blob' : 'manifest');

describe('what costs requests', () => {
  it('is a GET and the config for a tag never seen, and nothing for one that is known', async () => {
    const { ask, asked } = setUp();
    const known = { kind: 'known', digest: IMAGE.top.digest, created: CREATED };
    expect(await ask()).toEqual(known);
    expect(asked()).toEqual(['GET manifest', 'GET blob']);
    expect(await ask()).toEqual(known);
    expect(asked()).toEqual([]);
  });

  it('is one HEAD each time for the digest alone', async () => {
    const { ask, asked } = setUp();
    expect(await ask({ want: 'digest' })).toEqual({ kind: 'known', digest: IMAGE.top.digest });
    await ask({ want: 'digest' });
    expect(asked()).toEqual(['HEAD manifest', 'HEAD manifest']);
  });

  it('is one HEAD when the tag may have moved, and more only if it has', async () => {
    const { ask, asked, clock, state } = setUp();
    await ask();
    asked();
    await ask({ fresh: true });
    expect(asked()).toEqual(['HEAD manifest']);
    await clock.advance(HOUR);
    state.image = buildImage({ created: CREATED + 1000 });
    expect(await ask()).toMatchObject({ digest: state.image.top.digest, created: CREATED + 1000 });
    expect(asked()).toEqual(['HEAD manifest', 'GET manifest', 'GET blob']);
  });

  it('is one GET for all who ask the same meanwhile', async () => {
    const { ask, asked } = setUp();
    await Promise.all([ask(), ask(), ask()]);
    expect(asked()).toEqual(['GET manifest', 'GET blob']);
  });

  it('goes to one tag before the next when many are asked about, and to none that is known', async () => {
    const { ask, asked } = setUp();
    const many = Array.from({ length: 40 }, (_, index) => ask({}, `v1.${index}`));
    await Promise.all(many);
    expect(asked().indexOf('GET blob')).toBeLessThan(40);
    const others = Array.from({ length: 40 }, (_, index) => ask({}, `v2.${index}`));
    expect(await Promise.race([ask({}, 'v1.0'), ...others])).toMatchObject({ kind: 'known' });
    await Promise.all(others);
  });

  it('is nothing more for a refused image', async () => {
    const { ask, asked } = setUp();
    const other = { platforms: ['linux/arm64'] };
    expect(await ask(other)).toMatchObject({ kind: 'unusable', code: 'no-platform' });
    asked();
    expect(await ask(other)).toMatchObject({ kind: 'unusable', code: 'no-platform' });
    expect(asked()).toEqual([]);
    expect(await ask({ platforms: ['linux/amd64'] })).toMatchObject({ created: CREATED });
  });
});

describe('what cannot be known', () => {
  it('is unknown after a failure that may pass, and known again afterwards', async () => {
    const { ask, state } = setUp();
    state.down = true;
    expect(await ask()).toMatchObject({ kind: 'unknown', reason: expect.stringContaining('503') });
    state.down = false;
    expect(await ask()).toMatchObject({ kind: 'known' });
  });

  it('is unknown, not older, when the tag may have moved', async () => {
    const { ask, state, clock } = setUp();
    await ask();
    state.down = true;
    expect(await ask()).toMatchObject({ kind: 'known' });
    await clock.advance(HOUR);
    expect(await ask()).toMatchObject({ kind: 'unknown' });
  });

  it.each(['created', 'platform', 'digest'] as const)(
    'is unusable for a missing tag (%s), which is asked for again after minutes only',
    async (want) => {
      const { ask, asked, clock } = setUp();
      const gone = { kind: 'unusable', code: 'no-metadata' };
      expect(await ask({ want }, 'v2')).toMatchObject(gone);
      asked();
      expect(await ask({ want: 'created' }, 'v2')).toMatchObject(gone);
      expect(asked()).toEqual([]);
      await clock.advance(HOUR / 10);
      expect(await ask({ want: 'created' }, 'v2')).toMatchObject(gone);
      expect(asked()).toEqual(['GET manifest']);
    },
  );

  it.each([
    ['without a date', buildImage({})],
    ['of the year 1970', buildImage({ created: 0 })],
  ])('is unusable for an image %s', async (_, image) => {
    expect(await setUp(image).ask()).toMatchObject({ kind: 'unusable', code: 'no-metadata' });
  });

  it('is unusable for a missing config', async () => {
    const { ask } = setUp({ ...IMAGE, blobs: [] });
    expect(await ask()).toMatchObject({ kind: 'unusable', code: 'no-metadata' });
  });

  it('is unusable for content that is not to be trusted', async () => {
    const blobs = IMAGE.blobs.map((blob) => ({ ...blob, bytes: Buffer.from('tampered') }));
    expect(await setUp({ ...IMAGE, blobs }).ask()).toMatchObject({
      kind: 'unusable',
      code: 'no-metadata',
    });
  });

  it.each([401, 403])('is an error after status %d', async (status) => {
    const { ask, state } = setUp();
    state.status = status;
    await expect(ask()).rejects.toMatchObject({ code: 'unauthorized' });
  });
});

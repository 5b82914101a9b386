import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildImage, digestOf, type ImageSpec } from '../../src/demo/registry/image.ts';
import type { Registry } from '../../src/registry/registry.ts';
import { pushImage } from '../support/push-image.ts';
import {
  LOGIN,
  type Login,
  type RegistryClient,
  registryClient,
} from '../support/registry-client.ts';

export interface RegistryUnderTest {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  stop(): Promise<void>;
}

export type AuthKind = 'none' | 'basic' | 'bearer';

/** Starts a registry whose pages hold at most `maxPage` tags, with LOGIN as its only user unless it is open. */
export type StartRegistry = (options: {
  readonly maxPage: number;
  readonly auth: AuthKind;
}) => Promise<RegistryUnderTest>;

const MAX_PAGE = 3;
const REPOSITORY = 'team/app';
const TAGS = ['20251114', 'latest', 'v1.0.1', 'v1.0.2', 'v1.0.3', 'v1.0.3-rc.1', 'v2'];
const CREATED = Date.UTC(2025, 10, 14, 17, 30, 59);
const PLATFORMS = ['linux/amd64', 'linux/arm/v7'];
const MISSING = digestOf(Buffer.from('missing'));

function clientOf(url: string, login?: Login): RegistryClient {
  return registryClient(url, login === undefined ? undefined : () => login);
}

const ref = (path = REPOSITORY) => ({ registry: 'reg.example', path });

/** What our client and the specification expect of a registry; the same for the embedded and the real one. */
export function describeRegistry(start: StartRegistry): void {
  describe('open to everybody', () => {
    let under: RegistryUnderTest;
    let client: RegistryClient;

    beforeAll(async () => {
      under = await start({ maxPage: MAX_PAGE, auth: 'none' });
      client = clientOf(under.url);
      for (const tag of TAGS) await push(tag, { label: tag, created: CREATED });
      await push(
        'index',
        { created: CREATED, platforms: PLATFORMS, attestation: true },
        'team/multi',
      );
      await push(
        'docker',
        { created: CREATED, platforms: PLATFORMS, format: 'docker' },
        'team/multi',
      );
      await push('undated', {}, 'team/multi');
    }, 60_000);

    afterAll(async () => {
      await client.close();
      await under.stop();
    });

    async function push(tag: string, spec: ImageSpec, repository = REPOSITORY): Promise<void> {
      await pushImage({ url: under.url, repository }, tag, buildImage(spec));
    }

    function ask(path: string, init?: RequestInit): Promise<Response> {
      return fetch(`${under.url}${path}`, init);
    }

    describePulling(ask);
    describePushing(ask);
    describeClient(() => client.registry, push);
  });

  describe.each(['basic', 'bearer'] as const)('with a login (%s)', (auth) => {
    let under: RegistryUnderTest;

    beforeAll(async () => {
      under = await start({ maxPage: MAX_PAGE, auth });
      const authorization = await pushAuthorization(under.url, auth);
      const target = { url: under.url, repository: REPOSITORY, authorization };
      await pushImage(target, 'v1', buildImage({ created: CREATED }));
    }, 60_000);

    afterAll(() => under.stop());

    describeLogin(() => under.url, auth);
  });
}

function basicOf({ username, password }: Login): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

/** What pushing needs: the login itself, or a token that the registry's token server gives for it. */
async function pushAuthorization(url: string, auth: 'basic' | 'bearer'): Promise<string> {
  if (auth === 'basic') return basicOf(LOGIN);
  const { headers } = await fetch(`${url}/v2/`);
  const challenge = headers.get('www-authenticate') ?? '';
  const [, realm, service] = /^Bearer realm="([^"]+)",service="([^"]+)"/.exec(challenge) ?? [];
  const scope = `repository:${REPOSITORY}:pull,push`;
  const asked = await fetch(`${realm}?service=${service}&scope=${scope}`, {
    headers: { authorization: basicOf(LOGIN) },
  });
  return `Bearer ${JSON.parse(await asked.text()).token}`;
}

type Ask = (path: string, init?: RequestInit) => Promise<Response>;

interface TagPage {
  readonly tags: readonly string[];
  readonly next: string | undefined;
}

async function pageOf(response: Response): Promise<TagPage> {
  const next = /^<([^>]+)>; rel="next"$/.exec(response.headers.get('link') ?? '')?.[1];
  const { tags } = JSON.parse(await response.text());
  return { tags, next };
}

async function codeOf(response: Response): Promise<unknown> {
  return JSON.parse(await response.text()).errors[0].code;
}

function describePulling(ask: Ask): void {
  describe('listing tags', () => {
    it('brings a smaller page than was asked for, with a link that leads on', async () => {
      const pages: (readonly string[])[] = [];
      let path: string | undefined = `/v2/${REPOSITORY}/tags/list?n=1000`;
      while (path !== undefined) {
        const { tags, next }: TagPage = await pageOf(await ask(path));
        pages.push(tags);
        path = next;
      }
      expect(pages.map(({ length }) => length).filter((length) => length > MAX_PAGE)).toEqual([]);
      expect(pages.flat()).toEqual(TAGS);
    });

    it('brings just as many as were asked for, from the last one on', async () => {
      const first = await pageOf(await ask(`/v2/${REPOSITORY}/tags/list?n=2`));
      expect(first.tags).toEqual(TAGS.slice(0, 2));
      const rest = await pageOf(await ask(`/v2/${REPOSITORY}/tags/list?n=2&last=v1.0.3`));
      expect(rest.tags).toEqual(TAGS.slice(5));
    });

    it.each(['-1', 'x'])('refuses a page of %s', async (n) => {
      const response = await ask(`/v2/${REPOSITORY}/tags/list?n=${n}`);
      expect(response.status).toBe(400);
      expect(await codeOf(response)).toBe('PAGINATION_NUMBER_INVALID');
    });

    it('knows no repository that nobody pushed to', async () => {
      const response = await ask('/v2/team/nothing/tags/list');
      expect(response.status).toBe(404);
      expect(await codeOf(response)).toBe('NAME_UNKNOWN');
    });
  });

  describe('manifests and blobs', () => {
    const image = buildImage({ label: 'v1.0.3', created: CREATED });
    const headers = { accept: image.top.mediaType };

    it('tell their digest by HEAD', async () => {
      const path = `/v2/${REPOSITORY}/manifests/v1.0.3`;
      const response = await ask(path, { method: 'HEAD', headers });
      expect(response.status).toBe(200);
      expect(response.headers.get('docker-content-digest')).toBe(image.top.digest);
      expect(response.headers.get('content-type')).toBe(image.top.mediaType);
      expect(response.headers.get('content-length')).toBe(String(image.top.bytes.byteLength));
    });

    it.each(['v1.0.3', image.top.digest])(
      'come back as they were pushed (%s)',
      async (reference) => {
        const response = await ask(`/v2/${REPOSITORY}/manifests/${reference}`, { headers });
        expect(Buffer.from(await response.arrayBuffer())).toEqual(image.top.bytes);
      },
    );

    it('come back as they were pushed, as blobs too', async () => {
      const [, config] = image.blobs;
      const response = await ask(`/v2/${REPOSITORY}/blobs/${config?.digest}`);
      expect(response.status).toBe(200);
      expect(response.headers.get('docker-content-digest')).toBe(config?.digest);
      expect(Buffer.from(await response.arrayBuffer())).toEqual(config?.bytes);
    });

    it.each([
      ['manifests/nothing', 'MANIFEST_UNKNOWN'],
      [`manifests/${MISSING}`, 'MANIFEST_UNKNOWN'],
      [`blobs/${MISSING}`, 'BLOB_UNKNOWN'],
    ])('are known to be missing (%s)', async (what, code) => {
      const response = await ask(`/v2/${REPOSITORY}/${what}`);
      expect(response.status).toBe(404);
      expect(await codeOf(response)).toBe(code);
    });

    it('are not deleted unless the registry is told to allow it', async () => {
      const path = `/v2/${REPOSITORY}/manifests/${image.top.digest}`;
      const response = await ask(path, { method: 'DELETE' });
      expect(response.status).toBe(405);
    });
  });
}

async function locationOf(response: Response): Promise<string> {
  await response.arrayBuffer();
  const { pathname, search } = new URL(response.headers.get('location') ?? '', 'http://x');
  return pathname + search;
}

function withDigest(path: string, name: string): string {
  return `${path}${path.includes('?') ? '&' : '?'}digest=${name}`;
}

function describePushing(ask: Ask): void {
  const bytes = Buffer.from('0123456789');
  const digest = digestOf(bytes);
  const UPLOADS = '/v2/team/parts/blobs/uploads/';

  function patch(path: string, part: Buffer, from: number): Promise<Response> {
    const range = `${from}-${from + part.byteLength - 1}`;
    const headers = { 'content-type': 'application/octet-stream', 'content-range': range };
    return ask(path, { method: 'PATCH', headers, body: new Uint8Array(part) });
  }

  describe('pushing', () => {
    it('takes a blob in parts', async () => {
      const begun = await locationOf(await ask(UPLOADS, { method: 'POST' }));
      const first = await patch(begun, bytes.subarray(0, 4), 0);
      expect(first.status).toBe(202);
      expect(first.headers.get('range')).toBe('0-3');
      const second = await locationOf(await patch(await locationOf(first), bytes.subarray(4), 4));
      const done = await ask(withDigest(second, digest), { method: 'PUT' });
      expect(done.status).toBe(201);
      const back = await ask(`/v2/team/parts/blobs/${digest}`);
      expect(Buffer.from(await back.arrayBuffer())).toEqual(bytes);
    });

    it('refuses a blob that is not what its digest says', async () => {
      const begun = await locationOf(await ask(UPLOADS, { method: 'POST' }));
      const init = { method: 'PUT', body: 'other' };
      const response = await ask(withDigest(begun, digest), init);
      expect(response.status).toBe(400);
      expect(await codeOf(response)).toBe('DIGEST_INVALID');
    });

    it('refuses a manifest whose blobs are missing', async () => {
      const { top } = buildImage({ label: 'nobody pushed its blobs' });
      const response = await ask('/v2/team/parts/manifests/v1', {
        method: 'PUT',
        headers: { 'content-type': top.mediaType },
        body: new Uint8Array(top.bytes),
      });
      expect(response.status).toBe(400);
      expect(await codeOf(response)).toBe('MANIFEST_BLOB_UNKNOWN');
    });
  });
}

type Push = (tag: string, spec: ImageSpec, repository?: string) => Promise<void>;

function describeClient(registry: () => Registry, push: Push): void {
  const facts = (tag: string, want: 'digest' | 'platform' | 'created', ...platforms: string[]) =>
    registry().facts(ref('team/multi'), tag, { want, platforms });

  describe('our client', () => {
    it('lists every tag, whatever the size of the pages', async () => {
      expect((await registry().listTags(ref())).tags).toEqual(TAGS);
    });

    it('sees by the revision that something was pushed', async () => {
      const repository = 'team/changing';
      const revision = async () => (await registry().listTags(ref(repository))).revision;
      await push('v1', {}, repository);
      const before = await revision();
      expect(await revision()).toBe(before);
      await push('v2', {}, repository);
      expect(await revision()).not.toBe(before);
    });

    it('knows no repository that nobody pushed to', async () => {
      await expect(registry().listTags(ref('team/nothing'))).rejects.toMatchObject({
        code: 'not-found',
      });
    });

    it.each(['index', 'docker'])('learns all about an index (%s)', async (tag) => {
      const format = tag === 'docker' ? 'docker' : 'oci';
      const attestation = tag === 'index';
      const spec = { created: CREATED, platforms: PLATFORMS, format, attestation } as const;
      const { digest } = buildImage(spec).top;
      expect(await facts(tag, 'digest')).toEqual({ kind: 'known', digest });
      expect(await facts(tag, 'platform', 'linux/arm')).toMatchObject({ kind: 'known', digest });
      const dated = { kind: 'known', digest, created: CREATED };
      expect(await facts(tag, 'created')).toEqual(dated);
      expect(await facts(tag, 'created', 'linux/arm/v7')).toEqual(dated);
      expect(await facts(tag, 'created', 'linux/s390x')).toMatchObject({
        kind: 'unusable',
        code: 'no-platform',
      });
    });

    it('learns all about a single image', async () => {
      const answer = await registry().facts(ref(), 'v1.0.3', {
        want: 'created',
        platforms: ['linux/amd64'],
      });
      const { digest } = buildImage({ label: 'v1.0.3', created: CREATED }).top;
      expect(answer).toEqual({ kind: 'known', digest, created: CREATED });
    });

    it('refuses what has no date, and what is not there', async () => {
      const unusable = { kind: 'unusable', code: 'no-metadata' };
      expect(await facts('undated', 'created')).toMatchObject(unusable);
      expect(await facts('nothing', 'created')).toMatchObject(unusable);
      expect(await facts('nothing', 'digest')).toMatchObject(unusable);
    });

    it('sees a tag that moved when it is asked to look', async () => {
      const repository = 'team/moving';
      const digest = async () => {
        const query = { want: 'created', platforms: [], fresh: true } as const;
        return registry().facts(ref(repository), 'latest', query);
      };
      await push('latest', { created: CREATED }, repository);
      expect(await digest()).toMatchObject({ created: CREATED });
      await push('latest', { created: CREATED + 1000 }, repository);
      expect(await digest()).toMatchObject({ created: CREATED + 1000 });
    });
  });
}

function describeLogin(url: () => string, auth: 'basic' | 'bearer'): void {
  const unauthorized = { code: 'unauthorized' };

  async function withClient<T>(login: Login | undefined, use: (registry: Registry) => Promise<T>) {
    const client = clientOf(url(), login);
    try {
      return await use(client.registry);
    } finally {
      await client.close();
    }
  }

  it('is asked for', async () => {
    const response = await fetch(`${url()}/v2/${REPOSITORY}/tags/list`);
    expect(response.status).toBe(401);
    const scope = `,scope="repository:${REPOSITORY}:pull"`;
    const challenge =
      auth === 'basic' ? /^Basic realm="[^"]+"$/ : new RegExp(`^Bearer .*${scope}$`);
    expect(response.headers.get('www-authenticate')).toMatch(challenge);
    expect(await codeOf(response)).toBe('UNAUTHORIZED');
  });

  it('is taken, for lists and for content', async () => {
    await withClient(LOGIN, async (registry) => {
      expect((await registry.listTags(ref())).tags).toEqual(['v1']);
      const query = { want: 'created', platforms: [] } as const;
      expect(await registry.facts(ref(), 'v1', query)).toMatchObject({ created: CREATED });
    });
  });

  it.each([
    ['a wrong one', { ...LOGIN, password: 'wrong' }],
    ['none', undefined],
  ])('is refused: %s', async (_, login) => {
    await withClient(login, async (registry) => {
      await expect(registry.listTags(ref())).rejects.toMatchObject(unauthorized);
    });
  });
}

import { describe, expect, it } from '@jest/globals';
import { buildImage } from '../../../src/demo/registry/image.ts';
import { Secret } from '../../../src/model/secret.ts';
import type { CredentialSource } from '../../../src/model/watch.ts';
import type { HttpRequest } from '../../../src/ports.ts';
import type { LoginQuery } from '../../../src/registry/credentials.ts';
import { readRegistries } from '../../../src/registry/registries.ts';
import { createRegistry } from '../../../src/registry/registry.ts';
import { testClock } from '../../support/clock.ts';
import { type FakeAnswer, fakeHttp } from '../../support/http.ts';
import { testLog } from '../../support/log.ts';

const APP = { registry: 'reg.example', path: 'app' };
const PULL_SECRET = { kind: 'pullsecret', namespace: 'apps', name: 'pull' } as const;
const CONF = `
registries:
- name: Own
  prefix: reg.example
  api_url: https://api.reg.example
  defaultns: team
  credentials: env:OWN
  credsexpire: 1h
`;
const { top, blobs } = buildImage({ created: Date.UTC(2026, 0, 1) });

function answer({ url, headers }: HttpRequest): FakeAnswer {
  if (headers?.authorization === undefined) {
    return { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } };
  }
  if (url.includes('/tags/list')) return { body: { tags: ['v1'] } };
  const content = url.includes('/blobs/') ? blobs[1] : top;
  return { headers: { 'content-type': top.mediaType }, body: content?.bytes ?? '' };
}

function setUp() {
  const registries = readRegistries({
    where: 'registries.conf',
    text: CONF,
    namespace: 'argocd',
    readFile: () => '',
  });
  if (!registries.ok) throw registries.error;
  const logins: [CredentialSource, LoginQuery][] = [];
  const sent: string[] = [];
  const http = fakeHttp(answer);
  const registry = createRegistry({
    http,
    clock: testClock(),
    random: () => 0,
    log: testLog(),
    registries: registries.value,
    credentials: {
      login(source, query) {
        logins.push([source, query]);
        return Promise.resolve({ username: 'u', password: new Secret('p') });
      },
    },
    onRequest: (kind, name) => sent.push(`${kind} ${name}`),
  });
  return { registry, http, logins, sent };
}

describe('createRegistry', () => {
  it('lists once for all who ask meanwhile, and anew for who asks later', async () => {
    const { registry, sent } = setUp();
    const [one, two] = await Promise.all([registry.listTags(APP), registry.listTags(APP)]);
    expect(one).toBe(two);
    expect(one?.tags).toEqual(['v1']);
    await registry.listTags(APP);
    expect(sent).toEqual(['ping Own', 'list Own', 'list Own']);
  });

  it('shares no list between credentials', async () => {
    const { registry, sent } = setUp();
    await Promise.all([registry.listTags(APP), registry.listTags(APP, PULL_SECRET)]);
    expect(sent.filter((request) => request === 'list Own')).toHaveLength(2);
  });

  it('uses the registry’s own credentials where the image has none', async () => {
    const { registry, logins } = setUp();
    await registry.listTags(APP);
    await registry.listTags(APP, PULL_SECRET);
    expect(logins).toMatchObject([
      [
        { kind: 'env', name: 'OWN' },
        { maxAgeMs: 3_600_000, apiHost: 'api.reg.example' },
      ],
      [PULL_SECRET, { repository: APP }],
    ]);
    expect(logins[1]?.[1].maxAgeMs).toBeUndefined();
  });

  it('asks where the registry is configured to be', async () => {
    const { registry, http } = setUp();
    await registry.listTags(APP);
    expect(http.urls()).toEqual([
      'https://api.reg.example/v2/',
      'https://api.reg.example/v2/team/app/tags/list?n=1000',
    ]);
  });

  it('answers for tags', async () => {
    const { registry, sent } = setUp();
    const query = { want: 'created', platforms: ['linux/amd64'], credential: PULL_SECRET } as const;
    expect(await registry.facts(APP, 'v1', query)).toEqual({
      kind: 'known',
      digest: top.digest,
      created: Date.UTC(2026, 0, 1),
    });
    expect(sent).toEqual(['ping Own', 'manifest Own', 'blob Own']);
  });
});

import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { HttpRequest } from '../../../src/ports.ts';
import { createTagLister } from '../../../src/registry/tag-lister.ts';
import { testClock } from '../../support/clock.ts';
import type { FakeAnswer } from '../../support/http.ts';
import { testLog } from '../../support/log.ts';
import { sender, TARGET } from '../../support/registry-target.ts';

const LIST = 'https://reg.example/v2/team/app/tags/list';

function setUp(answer: (request: HttpRequest, index: number) => FakeAnswer) {
  const { http, send } = sender(testClock(), answer);
  const log = testLog();
  const lister = createTagLister(send, log);
  return { http, log, list: (target = TARGET) => lister.list(target) };
}

const page = (tags: readonly string[], next?: string): FakeAnswer => ({
  body: { name: 'team/app', tags },
  headers: next === undefined ? {} : { link: `<${next}>; rel="next"` },
});

describe('createTagLister', () => {
  it('asks for pages of a thousand and follows the links', async () => {
    const pages = [page(['c', 'a'], '/v2/team/app/tags/list?last=c&n=2'), page(['b'])];
    const { list, http } = setUp((_, index) => pages[index] ?? {});
    expect((await list()).tags).toEqual(['c', 'a', 'b']);
    expect(http.urls()).toEqual([`${LIST}?n=1000`, `${LIST}?last=c&n=2`]);
  });

  it('lists each tag once, and no tag that is none', async () => {
    const { list } = setUp(() => page(['a', 'b', 'a', '', '../x', 'a b', 'x\u001b[2J']));
    expect((await list()).tags).toEqual(['a', 'b']);
  });

  it('takes an empty list for what it is', async () => {
    const { list } = setUp(() => ({ body: { name: 'team/app', tags: null } }));
    expect((await list()).tags).toEqual([]);
  });

  it('tells an unknown repository from an empty one', async () => {
    const errors = [{ code: 'NAME_UNKNOWN', message: 'no such thing' }];
    const { list } = setUp(() => ({ status: 404, body: { errors } }));
    await expect(list()).rejects.toMatchObject({
      code: 'not-found',
      problem: { found: 'NAME_UNKNOWN no such thing' },
    });
  });

  it.each([400, 405, 422])('does without a page size from status %d on', async (status) => {
    const answer = ({ url }: HttpRequest) => (url.includes('n=') ? { status } : page(['a']));
    const { list, http, log } = setUp(answer);
    expect((await list()).tags).toEqual(['a']);
    await list({ ...TARGET, path: 'team/other' });
    expect(http.urls().map((url) => url.split('/v2/')[1])).toEqual([
      'team/app/tags/list?n=1000',
      'team/app/tags/list',
      'team/other/tags/list',
    ]);
    expect(log.entries).toMatchObject([{ level: 'info', data: { registry: 'Reg' } }]);
  });

  it.each([400, 307, 206])('refuses status %d', async (status) => {
    const { list } = setUp(() => ({ status }));
    await expect(list()).rejects.toMatchObject({ code: 'refused', problem: { status } });
  });

  it.each([
    ['leads to another origin', 'https://evil.example/v2/team/app/tags/list'],
    ['leads back', `${LIST}?n=1000`],
  ])('refuses a list that %s', async (_, next) => {
    const { list, http } = setUp(() => page(['a'], next));
    await expect(list()).rejects.toMatchObject({ code: 'refused' });
    expect(http.requests).toHaveLength(1);
  });

  it('refuses a list without end', async () => {
    const { list, http } = setUp((_, index) => page([`t${index}`], `${LIST}?last=${index}`));
    await expect(list()).rejects.toMatchObject({
      code: 'refused',
      problem: { what: 'the tag list does not end' },
    });
    expect(http.requests).toHaveLength(1000);
  });

  it('hands over no half of a list', async () => {
    const { list } = setUp((_, index) => (index === 0 ? page(['a'], '?last=a') : { status: 404 }));
    await expect(list()).rejects.toMatchObject({ code: 'not-found' });
  });
});

async function revisionOf(tags: readonly string[]): Promise<string> {
  return (await setUp(() => page(tags)).list()).revision;
}

describe('revision', () => {
  const tagList = fc.uniqueArray(fc.stringMatching(/^[a-z0-9]{1,4}$/), { maxLength: 8 });

  it('is that of the set of tags', async () => {
    const details = await fc.check(
      fc.asyncProperty(tagList, tagList, async (one, other) => {
        const same = one.toSorted().join(' ') === other.toSorted().join(' ');
        expect((await revisionOf(one)) === (await revisionOf(other))).toBe(same);
        expect(await revisionOf(one.toReversed())).toBe(await revisionOf(one));
      }),
    );
    expect(details.counterexample).toBeNull();
  });
});

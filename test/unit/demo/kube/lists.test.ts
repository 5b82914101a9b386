import { describe, expect, it } from '@jest/globals';
import { createLists, type Page, type Snapshot } from '../../../../src/demo/kube/lists.ts';

function snapshot(...names: readonly string[]): Snapshot {
  const items = names.map((name) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, uid: '', resourceVersion: '1', creationTimestamp: '' },
  }));
  return { items, version: 7 };
}

function brief({ items, token, remaining }: Page): [string[], boolean, number] {
  return [items.map(({ metadata }) => metadata.name), token !== '', remaining];
}

describe('createLists', () => {
  it('hands a list out page by page, as it was at first', () => {
    const lists = createLists();
    const first = lists.page({ limit: 2, token: undefined }, () =>
      snapshot('a', 'b', 'c', 'd', 'e'),
    );
    const second = lists.page({ limit: 2, token: first.token }, () => snapshot());
    const third = lists.page({ limit: 2, token: second.token }, () => snapshot());
    expect([first, second, third].map(brief)).toEqual([
      [['a', 'b'], true, 3],
      [['c', 'd'], true, 1],
      [['e'], false, 0],
    ]);
    expect(third.version).toBe(7);
  });

  it.each([0, 2, 3])('hands everything out at once with limit %i', (limit) => {
    const page = createLists().page({ limit, token: undefined }, () => snapshot('a', 'b'));
    expect(brief(page)).toEqual([['a', 'b'], false, 0]);
  });

  it('keeps lists apart', () => {
    const lists = createLists();
    const one = lists.page({ limit: 1, token: undefined }, () => snapshot('a', 'b'));
    lists.page({ limit: 1, token: undefined }, () => snapshot('c', 'd'));
    expect(brief(lists.page({ limit: 1, token: one.token }, snapshot))[0]).toEqual(['b']);
  });

  it('forgets lists under way when told, and the oldest of very many', () => {
    const lists = createLists();
    const begin = () => lists.page({ limit: 1, token: undefined }, () => snapshot('a', 'b')).token;
    const token = begin();
    for (let count = 0; count < 1000; count += 1) begin();
    expect(() => lists.page({ limit: 1, token }, snapshot)).toThrow('too old');
    const later = begin();
    lists.compact();
    expect(() => lists.page({ limit: 1, token: later }, snapshot)).toThrow('too old');
  });

  it('refuses a token that it never gave', () => {
    const lists = createLists();
    expect(() => lists.page({ limit: 1, token: 'x' }, snapshot)).toThrow('not valid');
  });
});

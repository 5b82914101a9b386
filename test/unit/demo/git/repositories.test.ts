import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createRepositories, type Repositories } from '../../../../src/demo/git/repositories.ts';

let repositories: Repositories;

beforeEach(async () => {
  repositories = await createRepositories(process.env, []);
  await repositories.create('team/r', 'main');
});

afterEach(() => repositories.remove());

it('makes commits with files, modes and dates, and reads them back', async () => {
  const files = { 'a/b.yaml': 'text\n', run: { text: '#!', mode: '100755' } };
  const commit = await repositories.commit('team/r', { message: 'one\n\ntwo', files, at: 5_000 });
  expect(await repositories.read('team/r', 'main', 'a/b.yaml')).toBe('text\n');
  expect(await repositories.read('team/r', 'main', 'gone')).toBeUndefined();
  expect(await repositories.modeOf('team/r', 'main', 'run')).toBe('100755');
  expect(await repositories.log('team/r', 'main')).toMatchObject([
    { commit, author: 'Somebody', at: 5_000, message: 'one\n\ntwo' },
  ]);
});

it('stands on the branch, or rewrites it', async () => {
  const first = await repositories.commit('team/r', { message: '1', files: { a: '1' } });
  await repositories.commit('team/r', { message: '2', files: { b: '2' } });
  expect(await repositories.read('team/r', 'main', 'a')).toBe('1');
  await repositories.commit('team/r', { message: '3', files: { c: '3' }, onto: first });
  const messages = (await repositories.log('team/r', 'main')).map(({ message }) => message);
  expect(messages).toEqual(['3', '1']);
});

describe('names', () => {
  it.each(['../r', '/etc', 'a/../../b', '', '-x', 'a b'])('refuses %j', async (name) => {
    await expect(async () => repositories.create(name, 'main')).rejects.toThrow(/no name for/);
  });
});

it('leaves nothing behind', async () => {
  await repositories.remove();
  expect(existsSync(repositories.root)).toBe(false);
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createGit } from '../../../../src/adapters/git.ts';
import {
  type EmbeddedGit,
  type GitServerOptions,
  startGitServer,
} from '../../../../src/demo/git/server.ts';
import type { GitWriter } from '../../../../src/writeback/git.ts';
import { temporaryDirectory, writerOf } from '../../../support/git.ts';

let cache: Awaited<ReturnType<typeof temporaryDirectory>>;
let server: EmbeddedGit;
let writer: GitWriter;
let url: string;

async function start(options: Partial<GitServerOptions> = {}): Promise<void> {
  server = await startGitServer({ environment: process.env, ...options });
  url = await server.createRepository('r', { 'values.yaml': '0', other: 'x' });
}

beforeEach(async () => {
  cache = await temporaryDirectory();
  writer = writerOf(createGit({ cacheDir: cache.path, environment: process.env }));
});

afterEach(async () => {
  await server.stop();
  await cache.remove();
});

function write(text: string) {
  const target = { repository: url, credentials: { kind: 'repocreds' } as const };
  return writer.update({ ...target, paths: ['values.yaml'] }, () => ({
    writes: new Map([['values.yaml', text]]),
    message: `set ${text}`,
  }));
}

describe('somebody who pushes in the middle of a push', () => {
  it.each(['refs', 'pack'] as const)('is noticed at the %s', async (moment) => {
    await start();
    const theirs = () => server.commit('r', { message: 'theirs', files: { other: 'y' } });
    server.beforeNextPush(theirs, moment);
    expect(await write('1')).toMatchObject({ kind: 'pushed', attempts: 2 });
    expect((await server.log('r')).map(({ message }) => message)).toEqual([
      'set 1',
      'theirs',
      'initial',
    ]);
    expect(server.counts().pushes).toBe(moment === 'refs' ? 1 : 2);
  });
});

it('counts a first write as one look, two fetches and one push', async () => {
  await start();
  await write('1');
  expect(server.counts()).toEqual({ lsRemotes: 1, fetches: 2, pushes: 1, unauthorized: 0 });
});

describe('a server that can do less', () => {
  it('sends whole commits when it knows no filter', async () => {
    await start({ partialClone: 'none' });
    expect(await write('1')).toMatchObject({ kind: 'pushed', attempts: 1 });
    expect(server.counts()).toMatchObject({ lsRemotes: 1, fetches: 1, pushes: 1 });
  });

  it('sends whole commits once it has refused single files', async () => {
    await start({ partialClone: 'no-single-objects' });
    expect(await write('1')).toMatchObject({ kind: 'pushed' });
    await server.commit('r', { message: 'm', files: { other: 'y' } });
    server.resetCounts();
    expect(await write('2')).toMatchObject({ kind: 'pushed', attempts: 1 });
    expect(server.counts()).toMatchObject({ lsRemotes: 1, fetches: 1, pushes: 1 });
    expect(await server.readFile('r', 'main', 'other')).toBe('y');
  });
});

it('is gone after it stopped', async () => {
  await start();
  await server.stop();
  await expect(fetch(url)).rejects.toThrow();
  await start();
});

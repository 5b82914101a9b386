import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { applyPlan, readFiles } from '../../../../charts/synth/folder.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tagboat-synth-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function plan(writes: Readonly<Record<string, string>>, removes: readonly string[] = []) {
  return { writes: new Map(Object.entries(writes)), removes, unchanged: [] };
}

describe('readFiles', () => {
  it('reads back what was written, of the folders asked for and of YAML alone', () => {
    applyPlan(
      root,
      plan({ 'charts/a/values.yaml': 'a', 'charts/a/README.md': 'b', 'x/y.yaml': 'c' }),
    );
    expect(readFiles(root, ['charts', 'none'])).toEqual(new Map([['charts/a/values.yaml', 'a']]));
  });
});

describe('applyPlan', () => {
  it('makes the folder, writes over files, removes files', () => {
    const folder = join(root, 'new');
    applyPlan(folder, plan({ 'charts/a.yaml': '1', 'charts/b.yaml': '2' }));
    applyPlan(folder, plan({ 'charts/a.yaml': '3' }, ['charts/b.yaml']));
    expect(readFiles(folder, ['charts'])).toEqual(new Map([['charts/a.yaml', '3']]));
  });

  it.each(['charts', 'charts/a.yaml'])('writes nothing when %s is a link', (link) => {
    const outside = join(root, 'outside');
    const folder = join(root, 'checkout');
    mkdirSync(join(folder, link, '..'), { recursive: true });
    if (link === 'charts') mkdirSync(outside);
    else writeFileSync(outside, 'kept');
    symlinkSync(outside, join(folder, link));
    expect(() => applyPlan(folder, plan({ 'b.yaml': '1', 'charts/a.yaml': '1' }))).toThrow(
      'is a symbolic link',
    );
    expect(() => readFileSync(join(folder, 'b.yaml'))).toThrow('ENOENT');
  });
});

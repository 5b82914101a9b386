import { describe, expect, it } from '@jest/globals';
import {
  applyJsonPatch,
  PatchError,
  type PatchOperation,
} from '../../../../src/demo/kube/json-patch.ts';

const document = { a: { b: 1 }, list: ['x', 'y'], 'c/d': { '~': 2 } };

describe('applyJsonPatch', () => {
  it.each<[PatchOperation, object]>([
    [{ op: 'add', path: '/a/c', value: 2 }, { a: { b: 1, c: 2 } }],
    [{ op: 'add', path: '/a/b', value: 2 }, { a: { b: 2 } }],
    [{ op: 'add', path: '/list/0', value: 'w' }, { list: ['w', 'x', 'y'] }],
    [{ op: 'add', path: '/list/2', value: 'z' }, { list: ['x', 'y', 'z'] }],
    [{ op: 'add', path: '/list/-', value: 'z' }, { list: ['x', 'y', 'z'] }],
    [{ op: 'replace', path: '/a', value: 3 }, { a: 3 }],
    [{ op: 'replace', path: '/new', value: 3 }, { new: 3 }],
    [{ op: 'replace', path: '/list/1', value: 'z' }, { list: ['x', 'z'] }],
    [{ op: 'remove', path: '/a/b' }, { a: {} }],
    [{ op: 'remove', path: '/list/0' }, { list: ['y'] }],
    [{ op: 'copy', from: '/a', path: '/list/-' }, { list: ['x', 'y', { b: 1 }] }],
    [{ op: 'move', from: '/list/0', path: '/list/-' }, { list: ['y', 'x'] }],
    [{ op: 'replace', path: '/c~1d/~0', value: 3 }, { 'c/d': { '~': 3 } }],
    [{ op: 'test', path: '/a', value: { b: 1 } }, {}],
    [{ op: 'test', path: '/list/1', value: 'y' }, {}],
    [{ op: 'test', path: '/none', value: null }, {}],
    [
      { op: 'add', path: '/__proto__', value: { polluted: true } },
      JSON.parse('{"__proto__":{"polluted":true}}'),
    ],
  ])('%j', (operation, changes) => {
    const patched = applyJsonPatch(document, [operation]);
    expect(JSON.parse(JSON.stringify(patched))).toEqual(
      Object.defineProperties({ ...document }, Object.getOwnPropertyDescriptors(changes)),
    );
    expect(patched).not.toHaveProperty('polluted');
  });

  it.each<PatchOperation>([
    { op: 'test', path: '/a/b', value: 2 },
    { op: 'test', path: '/a/b', value: '1' },
    { op: 'test', path: '/none', value: 1 },
    { op: 'test', path: '/none/none', value: null },
    { op: 'test', path: '/list/2', value: null },
    { op: 'test', path: '/toString', value: {} },
    { op: 'add', path: '/none/a', value: 1 },
    { op: 'add', path: '/a/b/c', value: 1 },
    { op: 'add', path: '/list/3', value: 1 },
    { op: 'add', path: '/list/01', value: 1 },
    { op: 'add', path: '/list/x', value: 1 },
    { op: 'add', path: 'a', value: 1 },
    { op: 'replace', path: '/none/a', value: 1 },
    { op: 'replace', path: '/list/2', value: 1 },
    { op: 'remove', path: '/none' },
    { op: 'remove', path: '/list/2' },
    { op: 'copy', from: '/none', path: '/a' },
    { op: 'move', from: '/none', path: '/a' },
  ])('cannot apply %j', (operation) => {
    expect(() => applyJsonPatch(document, [operation])).toThrow(PatchError);
  });

  it('sees with each operation what the ones before have done', () => {
    const patched = applyJsonPatch({}, [
      { op: 'add', path: '/a', value: [] },
      { op: 'add', path: '/a/-', value: 1 },
      { op: 'test', path: '/a', value: [1] },
    ]);
    expect(patched).toEqual({ a: [1] });
  });

  it('leaves the document alone, and the values it was given', () => {
    const value = { c: 1 };
    applyJsonPatch(document, [
      { op: 'add', path: '/a/v', value },
      { op: 'add', path: '/a/v/d', value: 2 },
    ]);
    expect(document.a).toEqual({ b: 1 });
    expect(value).toEqual({ c: 1 });
  });
});

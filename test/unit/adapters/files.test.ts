import { tmpdir } from 'node:os';
import { describe, expect, it } from '@jest/globals';
import { readText, readTextIfAny } from '../../../src/adapters/files.ts';

describe('reading files', () => {
  it('gives the text', () => {
    expect(readText(import.meta.filename)).toContain('gives the text');
  });

  it('tells a missing file from one that cannot be read', () => {
    expect(readTextIfAny('/nonexistent/file')).toBeUndefined();
    expect(() => readText('/nonexistent/file')).toThrow('file /nonexistent/file: does not exist');
    expect(() => readTextIfAny(tmpdir())).toThrow(/cannot be read; found EISDIR/);
  });
});

import { describe, expect, it } from '@jest/globals';
import { type BranchFile, editFile } from '../../../src/controller/edit-file.ts';
import type { Change } from '../../../src/model/plan.ts';
import { watch } from '../../support/watches.ts';

const TEXT = 'image:\n  tag: v1.0.2\nfront:\n  tag: |\n    v1.0.2\n';

function file(text: string | undefined = TEXT): BranchFile {
  return { path: 'values.yaml', kind: 'helmvalues', text };
}

function edit(name: string, tag = 'v1.0.3'): Change {
  const own = watch({
    alias: name,
    keys: { kind: 'helm', name: `${name}.name`, tag: `${name}.tag` },
  });
  return { watch: own, to: { ...own.image, tag } };
}

describe('editFile', () => {
  it('makes all edits in one text', () => {
    const { text, failed } = editFile(file('a: {}\n'), [edit('image'), edit('back')]);
    expect(text?.match(/tag: v1\.0\.3/g)).toHaveLength(2);
    expect(failed).toEqual([]);
  });

  it('leaves out the one that cannot be made, and says why', () => {
    const [good, bad] = [edit('image'), edit('front')];
    const { text, failed } = editFile(file(), [bad, good]);
    expect(text).toContain('image:\n  tag: v1.0.3\n');
    expect(text).toContain('front:\n  tag: |\n    v1.0.2\n');
    expect(failed).toMatchObject([
      [bad.watch, { code: 'invalid-config', message: expect.stringContaining('values.yaml line') }],
    ]);
  });

  it('has no text where none can be made', () => {
    const { text, failed } = editFile(file(), [edit('front')]);
    expect([text, failed.length]).toEqual([undefined, 1]);
  });

  it('fails those that can be made only one without the other', () => {
    const { text, failed } = editFile(file(), [edit('image'), edit('image', 'v2.0.0')]);
    expect([text, failed.length]).toEqual([undefined, 2]);
  });

  it('calls it a defect when nothing changes', () => {
    const text = 'image:\n  name: ghcr.io/acme/back\n  tag: v1.0.3\n';
    expect(editFile(file(text), [edit('image')]).failed).toMatchObject([
      [expect.anything(), { code: 'internal' }],
    ]);
  });
});

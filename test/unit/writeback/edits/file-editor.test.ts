import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { parse } from 'yaml';
import { orThrow } from '../../../../src/model/errors.ts';
import { parseImage } from '../../../../src/model/image.ts';
import { editorFor } from '../../../../src/writeback/edits/editor.ts';
import {
  type FileEdit,
  fileEditor,
  wrongKeys,
} from '../../../../src/writeback/edits/file-editor.ts';
import { holds } from '../../../support/holds.ts';

const image = { registry: 'ghcr.io', repository: 'acme/api' };
const place = { path: 'f.yaml', keys: { kind: 'kustomize' } as const, image };

describe('fileEditor', () => {
  it('hands out nothing that it cannot read back', () => {
    const editor = fileEditor({
      readImage: () => ({ ...image, tag: 'old' }),
      writeImage: () => 'x',
    });
    const written = editor.write('before', [{ ...place, to: { ...image, tag: 'new' } }]);
    expect(written.ok ? '' : written.error.message).toMatch(/found "ghcr.io\/acme\/api:old"/);
  });

  it('turns what a format throws into the Result', () => {
    const refuse = () => {
      throw wrongKeys(place, 'Helm values');
    };
    const editor = fileEditor({ readImage: refuse, writeImage: refuse });
    expect(editor.read('', place).ok).toBe(false);
    expect(editor.write('', [{ ...place, to: image }]).ok).toBe(false);
  });
});

const TEXTS = {
  helmvalues:
    'a: 1 # one\n\nimage:\n  # the tag\n  tag: v1 # t\n  repository: ghcr.io/acme/api\nz: [1]\n',
  kustomization:
    'resources: [a] # r\n\nimages:\n# ours\n- name: ghcr.io/acme/api\n  newTag: v1\nz: 1\n',
  'argocd-source': '# c\n---\nkustomize:\n  images:\n  - nginx:1\n  - ghcr.io/acme/api:v1\n',
};

function editOf(kind: keyof typeof TEXTS, to: FileEdit['to']): FileEdit {
  const helm = { kind: 'helm', name: 'image.repository', tag: 'image.tag' } as const;
  return { ...place, keys: kind === 'helmvalues' ? helm : place.keys, to };
}

describe('whatever the tag is', () => {
  const tag = fc.oneof(
    fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,20}$/),
    fc.stringMatching(/^[0-9][0-9eE._-]{0,8}$/),
  );
  const digest = fc.option(fc.stringMatching(/^sha256:[0-9a-f]{64}$/), { nil: undefined });
  const kinds = fc.constantFrom(
    'helmvalues' as const,
    'kustomization' as const,
    'argocd-source' as const,
  );

  it('is read back, written once, stays a string, and leaves every other line alone', () => {
    holds(
      fc.property(kinds, tag, digest, (kind, newTag, newDigest) => {
        const editor = editorFor(kind);
        const edit = editOf(kind, {
          ...image,
          tag: newTag,
          ...(newDigest && { digest: newDigest }),
        });
        const text = orThrow(editor.write(TEXTS[kind], [edit]));
        expect(editor.read(text, edit)).toEqual({ ok: true, value: edit.to });
        expect(editor.write(text, [edit])).toEqual({ ok: true, value: text });
        for (const version of ['1.1', '1.2'] as const) {
          expect(JSON.stringify(parse(text, { version }))).toContain(newTag);
        }
        const kept = TEXTS[kind].split('\n').filter((line) => !line.includes('v1'));
        expect(text.split('\n').filter((line) => kept.includes(line))).toEqual(kept);
      }),
    );
  });

  it('is never lost in a hostile file: the edit is right or an error', () => {
    const line = fc.constantFrom(
      'image:',
      '  tag: v1',
      'image: {',
      '}',
      '- x',
      '  - y',
      '&a',
      '*a',
      'tag: |',
      '  text',
      '? k',
      ': v',
      '"',
      "'",
      '#c',
      '---',
      '...',
      '\t',
      'image: &i {tag: x}',
      '<<: *i',
      'images:',
      '- name: ghcr.io/acme/api',
      '  newTag: 1',
      'kustomize:',
      '  images:',
      '  - ghcr.io/acme/api:1',
      '!!binary x',
      '%YAML 1.1',
      'a: [',
    );
    holds(
      fc.property(kinds, fc.array(line, { maxLength: 12 }), (kind, lines) => {
        const editor = editorFor(kind);
        const to = orThrow(parseImage('ghcr.io/acme/api:1.10'));
        const written = editor.write(lines.join('\n'), [editOf(kind, to)]);
        if (!written.ok) expect(written.error.message).toMatch(/^f\.yaml/);
        else expect(editor.read(written.value, editOf(kind, to))).toEqual({ ok: true, value: to });
      }),
    );
  });
});

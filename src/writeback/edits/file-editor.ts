import { type Result, TagboatError } from '../../model/errors.ts';
import { formatImage, type ImageRef, sameImage } from '../../model/image.ts';
import { quoted } from '../../model/printable.ts';
import type { ManifestKeys } from '../../model/watch.ts';
import { attempt } from './yaml-file.ts';

/** Which image of a file is meant. */
export interface FilePlace {
  /** Of the file, for error messages. */
  readonly path: string;
  readonly keys: ManifestKeys;
  /** As the user wrote it, without tag and digest. */
  readonly image: ImageRef;
}

export interface FileEdit extends FilePlace {
  /** The image to write, with tag, digest or both. */
  readonly to: ImageRef;
}

/**
 * Reads and writes images in the text of one kind of file; `undefined` is a file that does not exist. What
 * it cannot use (not YAML, not a map, several documents, the wrong keys) is an `invalid-config` that names
 * path and line, and then nothing is changed.
 */
export interface FileEditor {
  /** What the file says about the image now; undefined when it says nothing. */
  read(text: string | undefined, place: FilePlace): Result<ImageRef | undefined>;
  /**
   * The text with all edits made, or the very same text when it says so already. Comments, layout and
   * everything else in the file stay as they are.
   */
  write(text: string | undefined, edits: readonly FileEdit[]): Result<string>;
}

/** How one kind of file does it, one image at a time; both may throw TagboatErrors. */
export interface FileFormat {
  readonly readImage: (text: string | undefined, place: FilePlace) => ImageRef | undefined;
  readonly writeImage: (text: string | undefined, edit: FileEdit) => string;
}

/** An editor that reads back what it wrote before it hands it out. */
export function fileEditor({ readImage, writeImage }: FileFormat): FileEditor {
  return {
    read: (text, place) => attempt(() => readImage(text, place)),
    write: (text, edits) =>
      attempt(() => {
        const written = edits.reduce<string | undefined>(writeImage, text);
        for (const edit of edits) checkWritten(readImage(written, edit), edit);
        return written ?? '';
      }),
  };
}

function checkWritten(found: ImageRef | undefined, { path, to }: FileEdit): void {
  const sameTag = to.tag === undefined || found?.tag === to.tag;
  const sameName = found !== undefined && sameImage(found, to);
  if (sameName && sameTag && found.digest === to.digest) return;
  throw new TagboatError('invalid-config', {
    what: 'the image cannot be written there, or another image is written to the same keys',
    where: path,
    found: found === undefined ? 'nothing' : quoted(formatImage(found)),
    expected: quoted(formatImage(to)),
    hint: 'Give each image keys of its own (helm.image-name, helm.image-tag, kustomize.image-name).',
  });
}

/** For keys that make no sense in this kind of file. */
export function wrongKeys({ path, keys }: FilePlace, expected: string): TagboatError {
  return new TagboatError('invalid-config', {
    what: 'the image has keys that do not belong into this file',
    where: path,
    found: keys.kind === 'kustomize' ? 'a Kustomize image' : 'Helm values',
    expected,
    hint: 'Choose another write-back target, or other keys for the image.',
  });
}

import type { Result } from '../../model/errors.ts';
import type { ImageRef } from '../../model/image.ts';
import type { FileTarget, ManifestKeys } from '../../model/watch.ts';
import { argocdSource } from './argocd-source.ts';
import { helmvalues } from './helmvalues.ts';
import { kustomization } from './kustomization.ts';

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

/** How files of this kind are edited. */
export function editorFor(kind: FileTarget['kind']): FileEditor {
  switch (kind) {
    case 'argocd-source':
      return argocdSource;
    case 'kustomization':
      return kustomization;
    case 'helmvalues':
      return helmvalues;
  }
}

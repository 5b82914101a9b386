import type { FileTarget } from '../../model/watch.ts';
import { argocdSource } from './argocd-source.ts';
import type { FileEditor } from './file-editor.ts';
import { helmvalues } from './helmvalues.ts';
import { kustomization } from './kustomization.ts';

/** How files of this kind are read and written. */
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

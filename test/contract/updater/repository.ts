import type { Parts } from './parts.ts';
import type { Scene } from './scene.ts';

/** A repository on the git server, reached through the proxy. */
export interface Repository {
  readonly url: string;
  /** As the server and its proxy name it. */
  readonly name: string;
  read(path: string): Promise<string | undefined>;
  log(): ReturnType<Parts['git']['log']>;
  commit(files: Readonly<Record<string, string>>, message?: string): Promise<string>;
  /** Commands that read (ls-remote and fetch), and pushes, since the last call. */
  asked(): { readonly reads: number; readonly pushes: number };
}

export async function createRepository(
  { parts, git }: Scene,
  namespace: string,
  files: Readonly<Record<string, string>>,
): Promise<Repository> {
  const name = `${namespace}/gitops`;
  const direct = new URL(await parts.git.createRepository(name, files));
  const path = `${direct.pathname}/`;
  const reads = () => git.count(new RegExp(`^GET ${path}info/refs\\?service=git-upload-pack 200`));
  const pushes = () => git.count(new RegExp(`^POST ${path}git-receive-pack 200`));
  let before = { reads: 0, pushes: 0 };
  return {
    url: `${git.url}${direct.pathname}`,
    name,
    read: (file) => parts.git.readFile(name, 'main', file),
    log: () => parts.git.log(name),
    commit: (changed, message = 'by somebody') =>
      parts.git.commit(name, { branch: 'main', message, files: changed }),
    asked() {
      const now = { reads: reads(), pushes: pushes() };
      const since = { reads: now.reads - before.reads, pushes: now.pushes - before.pushes };
      before = now;
      return since;
    },
  };
}

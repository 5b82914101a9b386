import type { LogEntry, NewCommit } from '../../../src/demo/git/repositories.ts';
import type { DemoLogin } from '../../../src/demo/registry/auth.ts';
import type { PushedImage } from '../../../src/demo/registry/registry.ts';

/** Everything around the updater: a Kubernetes API, a registry and a git server, embedded or real. */
export interface Parts {
  readonly kube: KubePart;
  readonly registry: RegistryPart;
  readonly git: GitPart;
  stop(): Promise<void>;
}

/** An API server that serves Argo CD's Application, and its user who may do everything. */
export interface KubePart {
  /** As YAML. @param namespace of its context */
  kubeconfig(namespace: string): string;
  /** Serves upstream's ImageUpdater too; may be called again. */
  serveImageUpdaters(): Promise<void>;
}

/** A registry that lets in one user, whose password can change. */
export interface RegistryPart {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly logins: {
    /** Taken from the start. */
    readonly first: DemoLogin;
    /** Taken instead after `changePassword`. */
    readonly second: DemoLogin;
  };
  push(repository: string, tag: string, image?: PushedImage): Promise<void>;
  /** From now on only the second login is taken, or the first one again. */
  changePassword(to: 'first' | 'second'): Promise<void>;
}

/** A smart HTTP git server that lets in one user. */
export interface GitPart {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly login: DemoLogin;
  /** @returns the repository's URL; its branch is main */
  createRepository(name: string, files: Readonly<Record<string, string>>): Promise<string>;
  commit(name: string, commit: NewCommit): Promise<string>;
  readFile(name: string, branch: string, path: string): Promise<string | undefined>;
  /** Of main, newest first. */
  log(name: string): Promise<readonly LogEntry[]>;
}

import type { JsonPatchOp } from './model/json-patch.ts';
import type { Login, Secret } from './model/secret.ts';

export type { JsonPatchOp } from './model/json-patch.ts';

/** Time. Everything in milliseconds since 1970. */
export interface Clock {
  now(): number;
  /** Resolves after `ms`, or rejects with the signal's reason when it is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** A number in [0, 1). */
export type Random = () => number;

/** What a person reads later. `data` holds no secrets; the message is constant, the data varies. */
export interface Log {
  debug(message: string, data?: LogData): void;
  info(message: string, data?: LogData): void;
  warn(message: string, data?: LogData): void;
  error(message: string, data?: LogData): void;
}

export type LogData = Readonly<Record<string, unknown>>;

/** Plain HTTP, for registries. Never follows redirects by itself and never throws for a status. */
export interface Http {
  /** @throws TagboatError `unavailable` (network, time-out), `refused` (body larger than maxBytes) */
  request(request: HttpRequest): Promise<HttpResponse>;
}

export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'POST';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: string | undefined;
  /** Of the whole exchange. */
  readonly timeoutMs: number;
  readonly maxBytes: number;
  readonly tls?: TlsOptions | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface TlsOptions {
  /** Do not verify the peer; only when the user says so. */
  readonly insecure?: boolean | undefined;
  /** PEM, in addition to the system's authorities. */
  readonly ca?: string | undefined;
}

export interface HttpResponse {
  readonly status: number;
  /** Names in lower case; several values joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** A kind of Kubernetes object, by the names its URL has. */
export interface ResourceKind {
  /** `''` for the core group. */
  readonly group: string;
  readonly version: string;
  readonly plural: string;
}

export interface ObjectKey {
  readonly namespace: string;
  readonly name: string;
}

export interface ListOptions {
  /** Absent means all namespaces. */
  readonly namespace?: string | undefined;
  readonly labelSelector?: string | undefined;
  readonly fieldSelector?: string | undefined;
  /** Page size; the adapter follows `continue` itself and hands over page by page. */
  readonly limit?: number | undefined;
}

export interface ListPage<T> {
  readonly items: readonly T[];
  readonly resourceVersion: string;
}

export type KubeEvent<T> =
  | {
      readonly type: 'added' | 'modified' | 'deleted';
      readonly object: T;
      readonly resourceVersion: string;
    }
  /** nothing happened up to this version */
  | { readonly type: 'bookmark'; readonly resourceVersion: string };

export interface WatchOptions extends ListOptions {
  readonly resourceVersion: string;
  readonly signal: AbortSignal;
}

/**
 * The Kubernetes API. Errors are TagboatErrors: `not-found` (404, or the kind is not served),
 * `unauthorized` (401, 403), `conflict` (409, 410, and 422 for a JSON patch that does not apply: a failed
 * `test` or a missing path, which the API server does not tell apart), `rate-limited` (429),
 * `invalid-config` (other 4xx), `unavailable` (5xx, network, an answer that is not JSON).
 */
export interface Kube {
  get<T>(kind: ResourceKind, key: ObjectKey): Promise<T>;
  /**
   * Page by page, each with the resourceVersion of the whole list.
   * @throws TagboatError `conflict` when the snapshot behind the pages is gone (410): drop them and list again.
   */
  list<T>(kind: ResourceKind, options?: ListOptions): AsyncIterable<ListPage<T>>;
  /**
   * Ends when the server closes it, which it does every few minutes, or when the signal is aborted.
   * @throws TagboatError `conflict` when the version is too old (410): list again; `unavailable` when the
   *   connection broke or fell silent: watch again from the last version seen.
   */
  watch<T>(kind: ResourceKind, options: WatchOptions): AsyncIterable<KubeEvent<T>>;
  jsonPatch<T>(kind: ResourceKind, key: ObjectKey, patch: readonly JsonPatchOp[]): Promise<T>;
  mergePatch<T>(kind: ResourceKind, key: ObjectKey, patch: object): Promise<T>;
  create<T>(kind: ResourceKind, object: T & object): Promise<T>;
}

/** How a git command gets into a remote repository. */
export type GitAccess =
  | { readonly kind: 'anonymous' }
  | {
      readonly kind: 'https';
      /** Sent only when the server asks for it, and to the URL's own origin only. */
      readonly login?: Login | undefined;
      readonly tls?: TlsOptions | undefined;
      /** PEM certificate and key, for servers that want one. */
      readonly clientCertificate?:
        | { readonly certificate: string; readonly key: Secret }
        | undefined;
    }
  /** Host keys are always checked against `knownHosts` (OpenSSH's format). */
  | { readonly kind: 'ssh'; readonly privateKey: Secret; readonly knownHosts: string };

export interface GitCommand {
  /** What follows `git`; holds no secrets, since other processes can read it. */
  readonly args: readonly string[];
  readonly stdin?: string | Uint8Array | undefined;
  /** What the command knows as the remote `origin`; without user information. */
  readonly url?: string | undefined;
  /** How to get into `url`; absent means `anonymous`. */
  readonly access?: GitAccess | undefined;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

export interface GitResult {
  readonly code: number;
  readonly stdout: Uint8Array;
  /** Cleaned of credentials, at most 64 KiB. */
  readonly stderr: string;
}

/** The system's git, on bare repositories that the adapter keeps in a disposable cache directory. */
export interface Git {
  /**
   * Runs git in the bare repository of this name (made on first use). Resolves for any exit code.
   * @throws TagboatError `unavailable` (time limit), `refused` (too much output), `invalid-config` (git or
   * ssh is not installed, the cache directory cannot be written); the signal's reason when it is aborted
   */
  run(repository: string, command: GitCommand): Promise<GitResult>;
  /** Throws the cached repository away, after it turned out to be broken. */
  discard(repository: string): Promise<void>;
}

/** A script of the user's, for `ext:` credentials. @throws TagboatError `unavailable`, `invalid-config` */
export type RunScript = (path: string, options: { timeoutMs: number }) => Promise<Secret>;

/** A variable of the updater's environment, for `env:` credentials. */
export type ReadVariable = (name: string) => Secret | undefined;

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Answers a GET by its path and query. */
export type Handler = (path: string) => Answer;

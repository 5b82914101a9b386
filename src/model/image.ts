/**
 * An image as somebody wrote it. `registry` is `''` when none was written (Docker Hub); `repository`
 * is kept as written too (`nginx`, `library/nginx`), so that what is written back looks like what was
 * read. Compare with `sameImage`, never by fields.
 */
export interface ImageRef {
  readonly registry: string;
  readonly repository: string;
  readonly tag?: string | undefined;
  /** `sha256:…` */
  readonly digest?: string | undefined;
}

/** Where the tags of an image are listed: host (and port), and the full path, `library/` included. */
export interface RepositoryRef {
  readonly registry: string;
  readonly path: string;
}

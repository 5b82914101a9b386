import type { GitCredentialSource } from '../model/watch.ts';
import type { GitAccess } from '../ports.ts';

/** How to get into git repositories. */
export interface RepositoryCredentials {
  /**
   * @param options.fresh read Secrets anew, since what they said was refused
   * @throws TagboatError `invalid-config` for a Secret that cannot be used, `not-found` for one that is gone
   */
  resolve(
    source: GitCredentialSource,
    repository: string,
    options?: { readonly fresh?: boolean | undefined },
  ): Promise<GitAccess>;
}

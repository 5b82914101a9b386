import type { AppKey, Destination, GitCredentialSource, Watch } from '../model/watch.ts';
import { appName } from '../model/watch.ts';

/** Watches that are written by one patch of one Application. */
export interface ApplicationGroup {
  readonly app: AppKey;
  readonly watches: readonly Watch[];
}

/** Watches that are written by one commit on one branch of one repository. */
export interface BranchGroup {
  readonly repository: string;
  readonly branch?: string | undefined;
  readonly credentials: GitCredentialSource;
  readonly watches: readonly Watch[];
}

/** Branches of one repository, which are pushed together. */
export type RepositoryGroup = readonly BranchGroup[];

/** Watches by where they are written, each place once. */
export function groupByDestination(watches: readonly Watch[]): {
  readonly applications: readonly ApplicationGroup[];
  readonly repositories: readonly RepositoryGroup[];
} {
  const applications = new Map<string, { app: AppKey; watches: Watch[] }>();
  const branches = new Map<string, BranchGroup & { watches: Watch[] }>();
  for (const watch of watches) {
    const { app, destination } = watch;
    if (destination.method === 'argocd') {
      const group = upsert(applications, appName(app), () => ({ app, watches: [] }));
      group.watches.push(watch);
    } else {
      const { repository, branch, credentials } = destination;
      const make = () => ({ repository, branch, credentials, watches: [] });
      upsert(branches, branchKey(destination), make).watches.push(watch);
    }
  }
  const repositories = Map.groupBy(branches.values(), ({ repository }) => repository);
  return { applications: [...applications.values()], repositories: [...repositories.values()] };
}

function branchKey({ repository, branch, credentials }: Destination & { method: 'git' }): string {
  return JSON.stringify([repository, branch ?? null, credentials]);
}

function upsert<T>(groups: Map<string, T>, key: string, make: () => T): T {
  const group = groups.get(key) ?? make();
  groups.set(key, group);
  return group;
}

import type { Application } from '../model/application.ts';
import type { AppKey } from '../model/watch.ts';
import type { Log } from '../ports.ts';
import type { ApplicationWriter } from '../writeback/application.ts';
import type { GitWriter } from '../writeback/git.ts';
import type { Selector } from './selector.ts';

/** What a cycle works with. */
export interface Stages {
  readonly selector: Selector;
  /** The Application as last seen, or undefined once it is gone. */
  readonly application: (key: AppKey) => Application | undefined;
  readonly applicationWriter: ApplicationWriter;
  readonly gitWriter: GitWriter;
  /** Decide and report, but write nothing. */
  readonly dryRun: boolean;
  readonly log: Log;
}

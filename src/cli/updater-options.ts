import { type Command, InvalidArgumentError, Option } from 'commander';
import { LOG_LEVELS, type LogFormat, type LogLevel } from '../adapters/log.ts';
import { parseDuration } from '../registry/wire/duration.ts';
import { addConnectionOptions, type ConnectionOptions } from './connection-options.ts';

/** What the commands that work on Applications share. */
export interface UpdaterOptions extends ConnectionOptions {
  /** Absent or empty means Argo CD's own. */
  readonly watchNamespaces?: readonly string[] | 'all' | undefined;
  readonly matchApplicationName?: readonly string[] | undefined;
  readonly matchApplicationLabel?: string;
  readonly sources: 'annotations' | 'resources' | 'auto';
  readonly gitCommitUser: string;
  readonly gitCommitEmail: string;
  readonly cacheDir?: string;
  readonly loglevel: LogLevel;
  readonly logformat: LogFormat;
  readonly dryRun: boolean;
}

/** Names, variables and defaults are upstream's (§1.10) where upstream has the option. */
export function addUpdaterOptions(command: Command): Command {
  return addLogOptions(addGitOptions(addApplicationOptions(addConnectionOptions(command)))).option(
    '--dry-run',
    'decide and tell, but write nothing',
    false,
  );
}

function addApplicationOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--watch-namespaces <list>',
        'namespaces of Applications, `*` for all; default: Argo CD’s',
      )
        .env('IMAGE_UPDATER_WATCH_NAMESPACES')
        .argParser(namespaces),
    )
    .option(
      '--match-application-name <glob>',
      'only Applications of this name; repeatable',
      collect,
      [],
    )
    .option('--match-application-label <selector>', 'only Applications with these labels')
    .addOption(
      new Option('--sources <kind>', 'annotations, ImageUpdater resources, or whichever is in use')
        .choices(['annotations', 'resources', 'auto'])
        .default('auto'),
    );
}

function addGitOptions(command: Command): Command {
  return command
    .addOption(
      variable('--git-commit-user <name>', 'author of commits', 'GIT_COMMIT_USER').default(
        'argocd-image-updater',
      ),
    )
    .addOption(
      variable('--git-commit-email <address>', 'address of the author', 'GIT_COMMIT_EMAIL').default(
        'noreply@argoproj.io',
      ),
    )
    .option(
      '--cache-dir <path>',
      'for git objects; may be deleted; default: in the temporary folder',
    );
}

function addLogOptions(command: Command): Command {
  return command
    .addOption(
      variable('--loglevel <level>', 'least that is logged', 'IMAGE_UPDATER_LOGLEVEL')
        .choices([...LOG_LEVELS])
        .default('info'),
    )
    .addOption(
      variable('--logformat <format>', 'one line each', 'IMAGE_UPDATER_LOGFORMAT')
        .choices(['text', 'json'])
        .default('text'),
    );
}

/** An option that an environment variable can set too. */
export function variable(flags: string, description: string, name: string): Option {
  return new Option(flags, description).env(name);
}

/** A Go duration in milliseconds. */
export function duration(text: string): number {
  const ms = parseDuration(text);
  if (ms === undefined) throw new InvalidArgumentError('expected a duration such as 30s or 2m.');
  return ms;
}

function namespaces(text: string): readonly string[] | 'all' {
  const names = text.split(',').flatMap((name) => name.trim() || []);
  return names.includes('*') ? 'all' : names;
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

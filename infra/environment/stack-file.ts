import { LineCounter, parseDocument } from 'yaml';
import { didYouMean } from '../../src/model/nearest.ts';
import type { Mistake } from './mistakes.ts';
import type { Path } from './path.ts';
import { secretsWithin } from './plain-secrets.ts';
import { valueAt } from './shape.ts';
import { lineOf } from './yaml-lines.ts';

const PREFIX = 'tagboat:';
export const ENVIRONMENT_KEY = `${PREFIX}environment`;

const MISSING: Mistake = {
  path: [ENVIRONMENT_KEY],
  what: 'is missing',
  expected: `the environment under config, ${ENVIRONMENT_KEY}`,
};

/** Far above any environment; above it, something else was read. */
const MAX_CHARACTERS = 1024 * 1024;

/** `Pulumi.<env>.yaml`, as far as it can be read without the schema. */
export interface StackFile {
  /** What stands under `tagboat:environment`; undefined when nothing does. */
  readonly environment: unknown;
  /** Names, without `tagboat:`, of the encrypted keys beside it. */
  readonly secretKeys: readonly string[];
  readonly mistakes: readonly Mistake[];
  /** The line of a path within `config`, counted from 1. */
  readonly line: (path: Path) => number;
}

/** Reads the YAML, and tells what is wrong with its keys and secrets. */
export function readStackFile(text: string): StackFile {
  if (text.length > MAX_CHARACTERS) {
    return unreadable({ path: [], what: 'is too large', expected: 'at most 1 MiB' });
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const line = (path: Path) => lineOf(document, lines, ['config', ...path]);
  const [error] = document.errors;
  if (error !== undefined) {
    const { line: at } = lines.linePos(error.pos[0]);
    return unreadable({ path: [], what: `is not YAML: ${error.message}` }, () => at);
  }
  try {
    return { ...fromConfig(valueAt(document.toJS({ maxAliasCount: 100 }), ['config'])), line };
  } catch {
    return unreadable({ path: [], what: 'repeats too much by its aliases' });
  }
}

function unreadable(mistake: Mistake, line = () => 1): StackFile {
  return { environment: undefined, secretKeys: [], mistakes: [mistake], line };
}

function fromConfig(config: unknown): Omit<StackFile, 'line'> {
  const entries = typeof config === 'object' && config !== null ? Object.entries(config) : [];
  const own = entries.filter(([key]) => key.startsWith(PREFIX) && key !== ENVIRONMENT_KEY);
  const environment = valueAt(config, [ENVIRONMENT_KEY]);
  return {
    environment,
    secretKeys: own.filter(([, value]) => isEncrypted(value)).map(([key]) => bare(key)),
    mistakes: [
      ...(environment === undefined ? [MISSING] : []),
      ...own.filter(([, value]) => !isEncrypted(value)).map(notEncrypted),
      ...secretsWithin(environment, [ENVIRONMENT_KEY]).map(secretInside),
    ],
  };
}

function isEncrypted(value: unknown): boolean {
  return typeof valueAt(value, ['secure']) === 'string';
}

function bare(key: string): string {
  return key.slice(PREFIX.length);
}

function notEncrypted([key, value]: readonly [string, unknown]): Mistake {
  if (typeof value === 'object') {
    const hint = didYouMean(key, [ENVIRONMENT_KEY]);
    return { path: [key], what: 'is not known', ...(hint === undefined ? {} : { hint }) };
  }
  return {
    path: [key],
    what: 'is not encrypted',
    found: 'a plain value',
    expected: 'an encrypted one, as every key beside the environment is a secret',
    hint: `take it out and run: pulumi config set --secret ${key}`,
  };
}

function secretInside(path: Path): Mistake {
  return {
    path,
    what: 'holds a secret',
    found: 'a value that is not shown',
    expected:
      'the name of an encrypted key, since a secret within makes the whole environment secret',
    hint: `withdraw it if it was ever committed, then run: pulumi config set --secret ${PREFIX}<name>`,
  };
}

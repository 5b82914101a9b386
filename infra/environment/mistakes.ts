import type * as z from 'zod';
import { didYouMean } from '../../src/model/nearest.ts';
import { printable, quoted } from '../../src/model/printable.ts';
import { SECRET_KEY_EXPECTED } from './names.ts';
import type { Path } from './path.ts';
import { holdsSecret } from './plain-secrets.ts';
import { keysAt, valueAt } from './shape.ts';

/** Something in the file that does not fit the schema. */
export interface Mistake {
  readonly path: Path;
  readonly what: string;
  readonly found?: string;
  readonly expected?: string;
  readonly hint?: string;
}

type Issue = z.core.$ZodIssue;
interface Read {
  readonly schema: z.ZodType;
  /** What was read, before the schema. */
  readonly data: unknown;
}

/** All that a schema has against a value, in words. */
export function mistakesOf(issues: readonly Issue[], read: Read): readonly Mistake[] {
  return issues.flatMap(nearestOption).flatMap((issue) => inWords(issue, read));
}

/** Of a union, the complaints of the option that fits best: those of the others would only confuse. */
function nearestOption(issue: Issue): readonly Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const [best] = issue.errors
    .map((option) => option.flatMap(nearestOption))
    .toSorted((a, b) => a.length - b.length);
  if (best === undefined) return [issue];
  return best.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

function inWords(issue: Issue, read: Read): readonly Mistake[] {
  const path = issue.path.filter((step) => typeof step !== 'symbol');
  const value = valueAt(read.data, path);
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(read.schema, read.data, path);
    return issue.keys.map((key) => unknownKey([...path, key], known));
  }
  if (value === undefined) {
    return [{ path, what: 'is missing', expected: expectedBy(issue) }];
  }
  const hint = hintOf(issue, value);
  return [
    {
      path,
      what: 'cannot be used',
      found: described(value, issue),
      expected: expectedBy(issue),
      ...(hint === undefined ? {} : { hint }),
    },
  ];
}

function unknownKey(path: Path, known: readonly string[]): Mistake {
  const near = didYouMean(String(path.at(-1)), known);
  return {
    path,
    what: 'is not known',
    expected: `one of ${known.join(', ')}`,
    ...(near === undefined ? {} : { hint: near }),
  };
}

function expectedBy(issue: Issue): string {
  const { code } = issue;
  if (code === 'invalid_type') return NAMES[issue.expected] ?? issue.expected;
  if (code === 'invalid_value' || code === 'invalid_union') {
    return `one of ${choices(issue).join(', ')}`;
  }
  if (code === 'too_small') return `at least ${issue.minimum}${unitOf(issue.origin)}`;
  if (code === 'too_big') return `at most ${issue.maximum}${unitOf(issue.origin)}`;
  return issue.message.replace(/^(expected |Invalid input: )/, '');
}

const NAMES: Readonly<Record<string, string>> = {
  string: 'a text',
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  object: 'keys and values',
  record: 'keys and values',
  array: 'a list',
};

function unitOf(origin: string): string {
  const units: Readonly<Record<string, string>> = { string: ' characters', array: ' entries' };
  return units[origin] ?? '';
}

function choices(issue: Issue): readonly string[] {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  if (issue.code === 'invalid_union' && 'options' in issue)
    return (issue.options ?? []).map(String);
  return [];
}

function hintOf(issue: Issue, value: unknown): string | undefined {
  if (issue.code === 'invalid_type' && issue.expected === 'string' && typeof value !== 'object') {
    return 'write it between quotation marks';
  }
  return typeof value === 'string' ? didYouMean(value, choices(issue)) : undefined;
}

/** A value in a few words, but never one that may be a secret. */
function described(value: unknown, issue: Issue): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'keys and values';
  const text = String(value);
  const secret = issue.message === SECRET_KEY_EXPECTED || holdsSecret(text);
  if (secret) return `a value of ${text.length} characters, not shown as it may be a secret`;
  return typeof value === 'string' ? quoted(text) : `${typeof value} ${printable(text)}`;
}

import type { KubeObject } from './objects.ts';
import { badRequest } from './status.ts';

export type Matcher = (object: KubeObject) => boolean;

const IDENTIFIER = String.raw`[\w./-]+`;
const SET = new RegExp(`^(${IDENTIFIER})\\s+(in|notin)\\s+\\(([^)]*)\\)$`);
const EQUALS = new RegExp(`^(${IDENTIFIER})\\s*(==|=|!=)\\s*([\\w.-]*)$`);
const EXISTS = new RegExp(`^(!?)\\s*(${IDENTIFIER})$`);

/** A label selector: `a=b,c!=d,e in (f,g),h notin (i),j,!k`. @throws ApiError 400 */
export function labelMatcher(selector: string): Matcher {
  const terms = split(selector).map(labelTerm);
  return ({ metadata }) => terms.every((term) => term(metadata.labels ?? {}));
}

/** A field selector on metadata.name and metadata.namespace, all that custom resources have. @throws ApiError 400 */
export function fieldMatcher(selector: string): Matcher {
  const terms = split(selector).map(fieldTerm);
  return (object) => terms.every((term) => term(object));
}

type Labels = Readonly<Record<string, string>>;

function labelTerm(term: string): (labels: Labels) => boolean {
  const [, setKey = '', operator, values = ''] = SET.exec(term) ?? [];
  if (operator !== undefined) {
    const listed = new Set(values.split(',').map((value) => value.trim()));
    return (labels) => listed.has(labels[setKey] ?? '\0') === (operator === 'in');
  }
  const [, key = '', sign, value] = EQUALS.exec(term) ?? [];
  if (sign !== undefined) return (labels) => (labels[key] === value) === (sign !== '!=');
  const [, not, present] = EXISTS.exec(term) ?? [];
  if (present === undefined) throw badRequest(`unable to parse requirement: ${term}`);
  return (labels) => Object.hasOwn(labels, present) === (not === '');
}

function fieldTerm(term: string): Matcher {
  const [, field, sign, value] = EQUALS.exec(term) ?? [];
  if (field !== 'metadata.name' && field !== 'metadata.namespace') {
    throw badRequest(`field label not supported: ${field ?? term}`);
  }
  const wanted = sign !== '!=';
  return ({ metadata }) =>
    ((field === 'metadata.name' ? metadata.name : (metadata.namespace ?? '')) === value) === wanted;
}

/** At the commas outside of parentheses. */
function split(selector: string): string[] {
  return selector
    .split(/,(?![^(]*\))/)
    .map((term) => term.trim())
    .filter((term) => term !== '');
}

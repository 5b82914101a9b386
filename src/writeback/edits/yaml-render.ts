import { formatScalar } from './yaml-scalar.ts';

/** What is put into a file: a string stays one for every reader. */
export type NewValue =
  | string
  | boolean
  | { readonly map: readonly (readonly [key: string, value: NewValue])[] }
  | { readonly list: readonly NewValue[] };

/** Lines of block style, lists not indented below their key, as Argo CD and Kustomize write them. */
export function block(value: NewValue, column: number): readonly string[] {
  const indent = ' '.repeat(column);
  if (typeof value !== 'object') return [`${indent}${scalar(value)}`];
  if ('map' in value) return value.map.flatMap(([key, inner]) => pairLines(key, inner, column));
  return value.list.flatMap((item) => {
    const [first = '', ...others] = block(item, column + 2);
    return [`${indent}- ${first.trimStart()}`, ...others];
  });
}

function pairLines(key: string, value: NewValue, column: number): readonly string[] {
  const head = `${' '.repeat(column)}${formatScalar(key)}:`;
  if (typeof value !== 'object') return [`${head} ${scalar(value)}`];
  return [head, ...block(value, 'list' in value ? column : column + 2)];
}

/** The same within brackets, on one line. */
export function flow(value: NewValue): string {
  if (typeof value !== 'object') return scalar(value);
  if ('list' in value) return `[${value.list.map(flow).join(', ')}]`;
  const pairs = value.map.map(([key, inner]) => `${formatScalar(key)}: ${flow(inner)}`);
  return `{${pairs.join(', ')}}`;
}

function scalar(value: string | boolean): string {
  return typeof value === 'string' ? formatScalar(value) : String(value);
}

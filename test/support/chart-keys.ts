import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const VECTORS = join(import.meta.dirname, '../vectors/chart-keys');

/**
 * The keys of a values tree that a chart does not know. What is below a map that a chart leaves empty, for
 * the user to fill, is not looked at.
 */
export function unknownKeys(chart: string, values: object): readonly string[] {
  const known = new Map(
    readFileSync(join(VECTORS, `${chart}.txt`), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => line.split(' '))
      .map(([path = '', open]) => [path, open !== undefined]),
  );
  const unknownBelow = (value: object, prefix: string): readonly string[] =>
    Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
      const path = `${prefix}${key}`;
      const open = known.get(path);
      if (open === undefined) return [path];
      const isMap = typeof inner === 'object' && inner !== null && !Array.isArray(inner);
      return open || !isMap ? [] : unknownBelow(inner, `${path}/`);
    });
  return unknownBelow(values, '');
}

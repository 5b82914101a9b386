import { expect, it } from '@jest/globals';
import { LineCounter, parseDocument } from 'yaml';
import { lineOf } from '../../../../infra/environment/yaml-lines.ts';

const TEXT = `a:
  list:
    - one
    - inner:
        deep: 1
  flow: { x: 1, y: 2 }
`;

it.each([
  [[], 1],
  [['a', 'list', 0], 3],
  [['a', 'list', 1, 'inner', 'deep'], 5],
  [['a', 'flow', 'y'], 6],
  [['a', 'list', 1, 'missing', 'more'], 4],
  [['a', 'missing'], 1],
])('%j is on line %i', (path, line) => {
  const lines = new LineCounter();
  const document = parseDocument(TEXT, { lineCounter: lines });
  expect(lineOf(document, lines, path)).toBe(line);
});

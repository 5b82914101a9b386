import { describe, expect, it } from '@jest/globals';
import { parseVersion, type Version } from '../../../../src/model/version.ts';
import { compileTerm, type Given, type Operator } from '../../../../src/select/constraint/term.ts';

function version(text: string): Version {
  const parsed = parseVersion(text);
  if (parsed === undefined) throw new Error(`${text} is no version`);
  return parsed;
}

describe('compileTerm', () => {
  it.each<[Operator, string, Given, string, string]>([
    ['=', '1.2.3', 3, '1.2.3', '1.2.4'],
    ['=', '1.2', 2, '1.2.9', '1.3.0'],
    ['', '1', 1, '1.9.9', '2.0.0'],
    ['!=', '1.2', 2, '1.3.0', '1.2.9'],
    ['!=', '1.2-alpha', 2, '1.2.4', '1.2.4-alpha'],
    ['!=', '0', 0, '0.0.1', '0.0.0'],
    ['>', '11', 1, '12.0.0', '11.9.9'],
    ['>', '0', 0, '0.0.1', '0.0.0'],
    ['>=', '11.1', 2, '11.1.0', '11.0.9'],
    ['=>', '1', 1, '1.0.0', '0.9.9'],
    ['<', '1.5', 2, '1.4.9', '1.5.0'],
    ['<=', '1.5', 2, '1.5.9', '1.6.0'],
    ['=<', '1.5.0', 3, '1.5.0', '1.5.1'],
    ['<=', '0', 0, '0.0.9', '0.1.0'],
    ['~', '1.2.3', 3, '1.2.9', '1.3.0'],
    ['~>', '1.2', 2, '1.2.0', '1.3.0'],
    ['~', '0.0.0', 3, '9.9.9', '0.0.0-alpha'],
    ['~', '0.0', 2, '0.0.9', '0.1.0'],
    ['^', '1.2.3', 3, '1.9.9', '2.0.0'],
    ['^', '0.2.3', 3, '0.2.9', '0.3.0'],
    ['^', '0.0.3', 3, '0.0.3', '0.0.4'],
    ['^', '0', 1, '0.9.9', '1.0.0'],
    ['^', '0', 0, '0.0.0', '0.0.1'],
  ])('%s%s, %d numbers given, lets %s through and not %s', (...row) => {
    const [operator, bound, given, inside, outside] = row;
    const test = compileTerm(operator, { version: version(bound), given });

    expect(test(version(inside))).toBe(true);
    expect(test(version(outside))).toBe(false);
  });
});

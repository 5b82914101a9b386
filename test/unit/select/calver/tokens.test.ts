import { describe, expect, it } from '@jest/globals';
import { TOKENS, UNITS } from '../../../../src/select/calver/tokens.ts';

describe('TOKENS', () => {
  it('has a range for every part of a date, which its pattern can hold', () => {
    for (const { name, unit, range, digits } of TOKENS) {
      expect([name, range !== undefined]).toEqual([name, unit !== undefined]);
      if (range === undefined) continue;
      const widest = String(range[1]);
      expect([name, new RegExp(`^(?:${digits})$`).test(widest)]).toEqual([name, true]);
    }
  });

  it('lists units from coarse to fine, each needing a coarser one', () => {
    for (const { unit, needs } of TOKENS) {
      if (unit === undefined || needs === undefined) continue;
      expect(UNITS.indexOf(needs)).toBeLessThan(UNITS.indexOf(unit));
    }
  });

  it('lists no token behind one that is the beginning of it', () => {
    const names = TOKENS.map(({ name }) => name);
    const hidden = names.filter((name, i) => names.slice(0, i).some((n) => name.startsWith(n)));

    expect(hidden).toEqual([]);
  });
});

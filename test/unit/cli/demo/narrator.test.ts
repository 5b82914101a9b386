import { describe, expect, it } from '@jest/globals';
import { createNarrator, painter } from '../../../../src/cli/demo/narrator.ts';

function narrate(colours = false) {
  const printed: string[] = [];
  let time = 1000;
  const narrator = createNarrator({ out: (text) => printed.push(text), colours }, () => time);
  return { narrator, printed, pass: (ms: number) => (time += ms) };
}

describe('createNarrator', () => {
  it('times a step and gives its result', async () => {
    const { narrator, printed, pass } = narrate();
    expect(await narrator.step('counted', async () => pass(42))).toBe(1042);
    expect(printed).toEqual([expect.stringMatching(/^ {2}✓ counted +42 ms\n$/)]);
  });

  it('counts from an earlier moment when told so', async () => {
    const { narrator, printed, pass } = narrate();
    await narrator.step('late', async () => pass(1), 900);
    expect(printed[0]).toContain('101 ms');
  });

  it('marks a step that fails, and passes the error on', async () => {
    const { narrator, printed } = narrate();
    const failing = narrator.step('broken', () => Promise.reject(new Error('why')));
    await expect(failing).rejects.toThrow('why');
    expect(printed[0]).toMatch(/✗ broken/);
  });

  it('indents details', () => {
    const { narrator, printed } = narrate();
    narrator.detail(['+ tag: v1.0.3']);
    narrator.say();
    expect(printed).toEqual(['      + tag: v1.0.3\n', '\n']);
  });
});

describe('painter', () => {
  it('paints only where there are colours', () => {
    expect(painter({ colours: false })('red', 'x')).toBe('x');
    expect(painter({ colours: true })('red', 'x')).toBe('\u001b[31mx\u001b[0m');
  });
});

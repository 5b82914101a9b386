import type { Io } from '../io.ts';

/** Tells a story on a terminal: steps with their timings, and what they brought to light. */
export interface Narrator {
  say(text?: string): void;
  /**
   * Does the step, prints its title with ✓ and how long it took, or with ✗ and throws.
   * @param since counts from then, in milliseconds since 1970, not from the start of the step
   */
  step<T>(title: string, work: () => Promise<T>, since?: number): Promise<T>;
  /** Lines that belong to the step before. */
  detail(lines: readonly string[]): void;
}

const WIDTH = 78;
const CODES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33 } as const;

export type Style = keyof typeof CODES;

/** Wraps text in a terminal's colour codes, where there are colours. */
export function painter(io: Pick<Io, 'colours'>): (style: Style, text: string) => string {
  return (style, text) => (io.colours ? `\u001b[${CODES[style]}m${text}\u001b[0m` : text);
}

export function createNarrator(io: Pick<Io, 'out' | 'colours'>, now: () => number): Narrator {
  const paint = painter(io);
  const mark = (line: string) =>
    line.startsWith('✓') || line.startsWith('+') ? paint('green', line) : paint('dim', line);
  return {
    say: (text = '') => io.out(`${text}\n`),
    detail(lines) {
      for (const line of lines) io.out(`      ${mark(line)}\n`);
    },
    async step(title, work, since) {
      const started = since ?? now();
      const took = () => `${Math.round(now() - started)} ms`.padStart(WIDTH - title.length);
      try {
        const result = await work();
        io.out(`  ${paint('green', '✓')} ${title}${paint('dim', took())}\n`);
        return result;
      } catch (error) {
        io.out(`  ${paint('red', '✗')} ${title}${paint('dim', took())}\n`);
        throw error;
      }
    },
  };
}

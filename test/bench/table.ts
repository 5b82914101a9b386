import type { Reference, Row, Unit } from './rows.ts';
import { median } from './usage.ts';

/** A row with what was measured, once a run. */
export interface Measured extends Omit<Row, 'of'> {
  readonly values: readonly number[];
}

/** The rows as aligned text: what, measured (spread), goal and how far off, upstream. */
export function table(rows: readonly Measured[]): string {
  const head = ['', 'measured', 'goal', '', 'upstream'];
  const lines = [head, ...rows.map(cells)];
  const widths = head.map((_, i) => Math.max(...lines.map((line) => line[i]?.length ?? 0)));
  const aligned = lines.map((line) =>
    line.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))),
  );
  return `${aligned.map((line) => `  ${line.join('  ')}`.trimEnd()).join('\n')}\n`;
}

function cells({ what, unit, values, ...reference }: Measured): readonly string[] {
  const value = median(values);
  const { upstream } = reference;
  return [
    what,
    `${amount(value, unit)}${spread(values, unit)}`,
    goal(reference, unit),
    verdict(value, reference, unit),
    upstream === undefined ? '' : amount(upstream, unit),
  ];
}

/** The smallest and the largest, where they differ. */
function spread(values: readonly number[], unit: Unit): string {
  const [least, most] = [Math.min(...values), Math.max(...values)].map((v) => amount(v, unit));
  return least === most ? '' : ` (${least} to ${most})`;
}

function goal({ below, exactly }: Reference, unit: Unit): string {
  if (below !== undefined) return `< ${amount(below, unit)}`;
  return exactly === undefined ? '' : amount(exactly, unit);
}

/** `0.3 s under`, `1 over` or `met`. */
function verdict(value: number, { below, exactly }: Reference, unit: Unit): string {
  const limit = below ?? exactly;
  if (limit === undefined) return '';
  if (value === limit) return below === undefined ? 'met' : 'missed';
  return `${amount(Math.abs(limit - value), unit)} ${value > limit ? 'over' : 'under'}`;
}

const FORMATS: Readonly<Record<Unit, { readonly digits: number; readonly suffix: string }>> = {
  seconds: { digits: 2, suffix: ' s' },
  count: { digits: 0, suffix: '' },
  megabytes: { digits: 0, suffix: ' MB' },
  percent: { digits: 1, suffix: ' %' },
};

function amount(value: number, unit: Unit): string {
  const { digits, suffix } = FORMATS[unit];
  return `${value.toLocaleString('en-US', { maximumFractionDigits: digits })}${suffix}`;
}

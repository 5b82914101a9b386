import { pino } from 'pino';
import { TagboatError } from '../model/errors.ts';
import type { Log, LogData } from '../ports.ts';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];
export type LogFormat = 'json' | 'text';

export interface LogOptions {
  readonly level: LogLevel;
  readonly format: LogFormat;
  /** Takes one line with its newline. */
  readonly write: (line: string) => void;
}

/** A Log that writes one line an entry: JSON by pino, or `time level message key=value`. */
export function createLog({ level, format, write }: LogOptions): Log {
  const logger = pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      messageKey: 'msg',
    },
    { write: format === 'json' ? write : (line) => write(textLine(JSON.parse(line))) },
  );
  const at =
    (name: LogLevel) =>
    (message: string, data: LogData = {}) =>
      logger[name](plain(data), message);
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** Errors in a form that JSON keeps: what happened and its code, never a stack with someone's data. */
function plain(data: LogData): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [
      key,
      value instanceof Error ? errorData(value) : value,
    ]),
  );
}

function errorData(error: Error): Record<string, unknown> {
  return error instanceof TagboatError
    ? { code: error.code, message: error.message }
    : { code: 'internal', message: error.message };
}

function textLine({ time, level, msg, ...data }: Record<string, unknown>): string {
  const pairs = Object.entries(data).map(([key, value]) => `${key}=${textValue(value)}`);
  return `${[time, String(level).padEnd(5), msg, ...pairs].join(' ')}\n`;
}

/** Quoted as JSON unless it is one plain word, so that control characters never reach a terminal. */
function textValue(value: unknown): string {
  if (typeof value === 'string' && /^[\w./:@+-]+$/.test(value)) return value;
  return JSON.stringify(value);
}

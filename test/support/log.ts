import type { Log, LogData } from '../../src/ports.ts';

export interface LogEntry {
  readonly level: keyof Log;
  readonly message: string;
  readonly data: LogData;
}

export interface TestLog extends Log {
  readonly entries: LogEntry[];
}

/** A Log that keeps what it is told. */
export function testLog(): TestLog {
  const entries: LogEntry[] = [];
  const at =
    (level: keyof Log) =>
    (message: string, data: LogData = {}) => {
      entries.push({ level, message, data });
    };
  return { entries, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

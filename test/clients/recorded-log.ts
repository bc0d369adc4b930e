import type { Log } from '../../src/core/bot.ts';

/** A log that a test can read. */
export interface RecordedLog extends Log {
  readonly lines: readonly { readonly level: string; readonly values: object; readonly message: string }[];
}

export function createRecordedLog(): RecordedLog {
  const lines: { level: string; values: object; message: string }[] = [];
  const write = (level: string) => (values: object, message: string) => {
    lines.push({ level, values, message });
  };
  return { lines, info: write('info'), warn: write('warn'), error: write('error') };
}

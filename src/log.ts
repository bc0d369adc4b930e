import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';

/** The program's log: JSON lines on standard error, so that standard output stays for answers. */
export function createLog(level: Config['logLevel']): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ fd: 2, sync: true }));
}

import { type Logger, pino } from 'pino';
import type { Config } from './settings/config.ts';
import { currentRequest } from './watching/request.ts';

/** The program's log: JSON lines on standard error, so that standard output stays for answers. What belongs to a request carries its id. */
export function createLog(level: Config['logLevel']): Logger {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, mixin: requestOf },
    pino.destination({ fd: 2, sync: true }),
  );
}

function requestOf(): object {
  const request = currentRequest();
  return request === undefined ? {} : { request };
}

import { type Logger, LogLevel } from '@slack/web-api';
import type { Log } from '../../core/bot.ts';

/** Lets Slack's libraries write to the bot's log; what they say below a warning is left out, because it holds messages and addresses with secrets. */
export function createSlackLogger(log: Log): Logger {
  const said = (parts: readonly unknown[]): object => ({ said: parts.map(String).join(' ') });
  return {
    debug() {},
    info() {},
    warn: (...parts) => log.warn(said(parts), 'a library of Slack warns'),
    error: (...parts) => log.error(said(parts), 'a library of Slack reports an error'),
    setLevel() {},
    getLevel: () => LogLevel.WARN,
    setName() {},
  };
}

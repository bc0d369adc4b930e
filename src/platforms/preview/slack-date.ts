import type { EpochMs } from '../../core/reply.ts';
import type { Reader } from './reader.ts';

const DAY_MS = 86_400_000;

/** Slack's date tokens and what they look like (docs.slack.dev, "Formatting text for app surfaces"); `pretty` ones say "today" where they can. */
const TOKENS: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  date: { year: 'numeric', month: 'long', day: 'numeric' },
  date_pretty: { year: 'numeric', month: 'long', day: 'numeric' },
  date_short: { year: 'numeric', month: 'short', day: 'numeric' },
  date_short_pretty: { year: 'numeric', month: 'short', day: 'numeric' },
  date_long: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  date_long_pretty: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  date_slash: { year: 'numeric', month: '2-digit', day: '2-digit' },
  time: { hour: 'numeric', minute: '2-digit' },
  time_secs: { hour: 'numeric', minute: '2-digit', second: '2-digit' },
};

/** Writes a moment in Slack's date format, for example `{date_short_pretty} at {time}`; tokens it does not know stay as they are. */
export function writeSlackDate(format: string, at: EpochMs, reader: Reader, now: EpochMs): string {
  const date = (options: Intl.DateTimeFormatOptions, moment: EpochMs): string =>
    new Intl.DateTimeFormat('en-US', { ...options, timeZone: reader.zone }).format(moment);
  const day = (moment: EpochMs): string => date({ dateStyle: 'short' }, moment);
  const near = [
    ['today', 0],
    ['yesterday', -DAY_MS],
    ['tomorrow', DAY_MS],
  ] as const;

  return format.replace(/\{(\w+)\}/g, (token, name: string) => {
    if (name === 'date_num') return new Intl.DateTimeFormat('en-CA', { timeZone: reader.zone }).format(at);
    const options = Object.hasOwn(TOKENS, name) ? TOKENS[name] : undefined;
    if (options === undefined) return token;
    if (options.hour !== undefined) return date({ ...options, ...clockOf(reader) }, at);
    const pretty = name.endsWith('_pretty') ? near.find(([, ms]) => day(now + ms) === day(at)) : undefined;
    return pretty?.[0] ?? date(options, at);
  });
}

function clockOf(reader: Reader): Intl.DateTimeFormatOptions {
  return reader.hour12 ? { hourCycle: 'h12' } : { hour: '2-digit', hourCycle: 'h23' };
}

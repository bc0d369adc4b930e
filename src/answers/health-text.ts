import type { SourceHealth } from '../clients/known.ts';
import { bold, type EpochMs, type Fields, type Text, time } from '../core/reply.ts';
import { count, distanceInTime } from './quantities.ts';

/** How a source is doing, for an answer about one or several. */
export interface HealthReport {
  /** What the source is, for answers of several: `Robots: north`. */
  readonly title: string;
  /** The source as people call it. */
  readonly who: string;
  /** How it stands, in one line. */
  readonly line: Text;
  /** 0 where all is well; the higher, the worse. */
  readonly trouble: number;
  readonly fields: Fields['fields'];
}

/** How bad it is: 0 well, 1 not answered yet, 3 no answer or no log-in; 2 is for what a source adds of its own. */
export function troubleOf({ outage, session, lastAnswerAt }: SourceHealth, isAnswering: boolean): number {
  if (outage !== undefined || session === 'refused') return 3;
  return isAnswering && lastAnswerAt !== undefined ? 0 : 1;
}

/** How a source stands, in one line: whether it answers, since when not, or that it refuses the log-in. */
export function healthLine(
  site: string,
  { outage, session, lastAnswerAt }: SourceHealth,
  isAnswering: boolean,
  now: EpochMs,
): Text {
  if (outage !== undefined) {
    const tries = ` (${distanceInTime(outage.since, now)}; ${count(outage.tries, 'try', 'tries')}, ${outage.reason})`;
    return [bold(`Scout ${site} does not answer`), ' since ', time(outage.since, 'date-time'), tries];
  }
  if (session === 'refused')
    return [bold(`Scout ${site} refuses the log-in`), '; whoever runs this bot has to check its account.'];
  if (!isAnswering || lastAnswerAt === undefined) return [bold(`Scout ${site} has not answered yet`)];
  return [bold(`Scout ${site} answers`), ', the last time ', ...momentText(lastAnswerAt, now, '')];
}

/** How the bot is logged in to a source. */
export function sessionText(
  { session, credentials, loggedInAt, nextLogInAt, outage }: SourceHealth,
  now: EpochMs,
): Text {
  const isOut = outage !== undefined && session === 'open';
  const by = credentials === 'token' ? 'by API token' : 'by account and password';
  if (session === 'refused') {
    return [
      bold('log-in refused'),
      `, ${by}`,
      ...(nextLogInAt === undefined ? [] : [', tried again ', ...momentText(nextLogInAt, now, '')]),
    ];
  }
  if (isOut) return [`logged in when it last answered, ${by}`];
  if (session === 'none') return [`not logged in yet, ${by}`];
  return [`open, ${by}`, ...(loggedInAt === undefined ? [] : [', since ', ...momentText(loggedInAt, now, '')])];
}

/** A moment and how far away it is: `10:18 (12 s ago)`. */
export function momentText(at: EpochMs | undefined, now: EpochMs, none: string): Text {
  return at === undefined ? [none] : [time(at, 'date-time'), ` (${distanceInTime(at, now)})`];
}

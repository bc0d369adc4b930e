import { count, duration } from '../answers/quantities.ts';
import { type Block, bold, button, buttons, type EpochMs, note, type Reply, reply, text, time } from '../core/reply.ts';
import type { ToldOutage } from '../storage/outages.ts';
import type { WatchedSource } from './watched-source.ts';

/** Longer ago, a time of day alone could be that of another day. */
const DATED_MS = 12 * 3_600_000;

/** What a conversation is told of an outage: that a Scout does not answer, or that it answers again. */
export function outageNotice(source: Pick<WatchedSource, 'who' | 'about'>, outage: ToldOutage, now: EpochMs): Reply {
  return outage.until === undefined
    ? downNotice(source, outage, now)
    : upNotice(source, { ...outage, until: outage.until }, now);
}

const at = (moment: EpochMs, now: EpochMs) => time(moment, now - moment > DATED_MS ? 'date-time' : 'time');

function downNotice(
  { who, about }: Pick<WatchedSource, 'who' | 'about'>,
  { since, reason, ...series }: ToldOutage,
  now: EpochMs,
): Reply {
  return reply(
    text('⚠ ', bold(`${who} has not answered since `), at(since, now), ` (${reason}).`),
    note(`Until it does, answers about ${about} are what it said before. This message changes when it answers again.`),
    ...seriesBlocks(series, now),
    buttons(button('Health', 'health')),
  );
}

function upNotice(
  { who }: Pick<WatchedSource, 'who'>,
  { since, until, reason, ...series }: ToldOutage & { readonly until: EpochMs },
  now: EpochMs,
): Reply {
  return reply(
    text('✓ ', bold(`${who} answered again at `), at(until, now), `, after ${duration(until - since)}.`),
    note('It had not answered since ', at(since, now), ` (${reason}).`),
    ...seriesBlocks(series, now),
    buttons(button('Summary', 'summary')),
  );
}

/** Whoever reads an edited message is told that it speaks of several outages. */
function seriesBlocks(
  { times, seriesSince }: Pick<ToldOutage, 'times' | 'seriesSince'>,
  now: EpochMs,
): readonly Block[] {
  return times === 1 ? [] : [note(`${count(times, 'outage')} since `, at(seriesSince, now), '.')];
}

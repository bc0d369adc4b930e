import { type Block, code, type EpochMs, type Inline, note, type Reply, text, time } from '../core/reply.ts';
import type { Delivery, Subscription, Timetable } from '../storage/store.ts';
import { previousTime, timetableText } from '../subscriptions/timetable.ts';
import { summaryLine } from '../summaries/fleet-summary-buttons.ts';

/** What is said around a summary that comes by itself. */
export interface DeliveryCircumstances {
  readonly subscription: Subscription;
  readonly plannedAt: EpochMs;
  readonly sentAt: EpochMs;
  /** Why it is late, where it is. */
  readonly reason: string | undefined;
  /** Earlier ones of which nobody has been told what became of them. */
  readonly untold: readonly Delivery[];
  /** What stands behind a line that asks for the same, where there are several sites: ` site north`. */
  readonly scope?: string;
}

/** What is this much later than planned says so. */
const LATE_MS = 120_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** More missed ones than these are counted. */
const MOST_NAMED = 3;

/** Whether what was sent then came so late that it has to be said. */
export const isLate = (plannedAt: EpochMs, sentAt: EpochMs): boolean => sentAt - plannedAt >= LATE_MS;

/** A summary with why it is late, what did not come before it, and whose subscription it is; buttons stay last. */
export function withCircumstances(reply: Reply, circumstances: DeliveryCircumstances): Reply {
  const [first, ...others] = reply.blocks;
  if (first === undefined) return reply;
  const end = others.at(-1)?.kind === 'buttons' ? others.length - 1 : others.length;
  return {
    ...reply,
    blocks: [
      first,
      ...latenessOf(circumstances),
      ...untoldBlocks(circumstances),
      ...others.toSpliced(end, 0, origin(circumstances.subscription)),
    ],
  };
}

function latenessOf({ plannedAt, sentAt, reason }: DeliveryCircumstances): readonly Block[] {
  if (!isLate(plannedAt, sentAt)) return [];
  const because = reason === undefined ? '' : `: ${reason}`;
  // So much later, "since yesterday 07:00" would be taken to reach until now.
  const end = sentAt - plannedAt < HOUR_MS ? [] : ['; it tells of the time up to ', time(plannedAt)];
  return [note('Late: planned ', time(plannedAt, 'date-time'), ', sent ', time(sentAt), because, ...end)];
}

function untoldBlocks({ untold, subscription, sentAt, scope = '' }: DeliveryCircumstances): readonly Block[] {
  const missed = untold.filter(({ state }) => state === 'missed');
  const unsure = untold.filter(({ state }) => state === 'unknown');
  return [
    ...missedBlocks(missed, subscription, { sentAt, scope }),
    ...(unsure.length > 0
      ? [text('Perhaps not arrived: ', ...listTimes(unsure), ` (${reasonOf(unsure)}); it is not sent twice`)]
      : []),
  ];
}

/** What was not sent, and how to see it after all. */
function missedBlocks(
  missed: readonly Delivery[],
  { summary, robots, timetable }: Subscription,
  { sentAt, scope }: { readonly sentAt: EpochMs; readonly scope: string },
): readonly Block[] {
  const [first] = missed;
  if (first === undefined) return [];
  const days = Math.ceil((sentAt - preceding(timetable, first.plannedAt)) / DAY_MS);
  const span = `last ${days} days`;
  const line = summary === 'shift' ? `shift ${span}` : summaryLine(robots.length > 0 ? robots : undefined, span);
  return [text('Not sent: ', ...listTimes(missed), ` (${reasonOf(missed)}). Instead: `, code(`${line}${scope}`))];
}

/** In a zone that is not known any more planned times are days apart, as `advance` has them. */
function preceding(timetable: Timetable, plannedAt: EpochMs): EpochMs {
  try {
    return previousTime(timetable, plannedAt);
  } catch {
    return plannedAt - DAY_MS;
  }
}

function listTimes(deliveries: readonly Delivery[]): readonly Inline[] {
  const named = deliveries.slice(-MOST_NAMED);
  const more = deliveries.length - named.length;
  return [
    deliveries.length === 1 ? 'the summary planned ' : 'the summaries planned ',
    ...named.flatMap(({ plannedAt }, i) => [...(i === 0 ? [] : [', ']), time(plannedAt, 'date-time')]),
    ...(more > 0 ? [` and ${more} before`] : []),
  ];
}

function reasonOf(deliveries: readonly Delivery[]): string {
  return deliveries.at(-1)?.reason ?? 'the bot was not running or held up';
}

function origin({ id, timetable, creator }: Subscription): Block {
  return note(`${timetableText(timetable)} · asked for by ${creator.name} · stop it: `, code(`unsubscribe ${id}`));
}

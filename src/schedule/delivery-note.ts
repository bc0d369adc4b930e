import { type Block, code, type EpochMs, type Inline, note, type Reply, text, time } from '../core/reply.ts';
import type { Delivery, Subscription } from '../storage/store.ts';
import { timetableText } from '../subscriptions/timetable.ts';

/** What is said around a summary that comes by itself. */
export interface DeliveryCircumstances {
  readonly subscription: Subscription;
  readonly plannedAt: EpochMs;
  readonly sentAt: EpochMs;
  /** Why it is late, where it is. */
  readonly reason: string | undefined;
  /** Earlier ones of which nobody has been told what became of them. */
  readonly untold: readonly Delivery[];
}

/** What is this much later than planned says so. */
const LATE_MS = 120_000;
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
      ...untoldBlocks(circumstances.untold),
      ...others.toSpliced(end, 0, origin(circumstances.subscription)),
    ],
  };
}

function latenessOf({ plannedAt, sentAt, reason }: DeliveryCircumstances): readonly Block[] {
  if (!isLate(plannedAt, sentAt)) return [];
  const because = reason === undefined ? '' : `: ${reason}`;
  return [note('Late: planned ', time(plannedAt, 'date-time'), ', sent ', time(sentAt), because)];
}

function untoldBlocks(untold: readonly Delivery[]): readonly Block[] {
  const missed = untold.filter(({ state }) => state === 'missed');
  const unsure = untold.filter(({ state }) => state === 'unknown');
  return [
    ...(missed.length > 0 ? [text('Not sent: ', ...listTimes(missed), ` (${reasonOf(missed)})`)] : []),
    ...(unsure.length > 0
      ? [text('Perhaps not arrived: ', ...listTimes(unsure), ` (${reasonOf(unsure)}); it is not sent twice`)]
      : []),
  ];
}

function listTimes(deliveries: readonly Delivery[]): readonly Inline[] {
  const named = deliveries.slice(-MOST_NAMED);
  const more = deliveries.length - named.length;
  return [
    'the summary planned ',
    ...named.flatMap(({ plannedAt }, i) => [...(i === 0 ? [] : [', ']), time(plannedAt, 'date-time')]),
    ...(more > 0 ? [` and ${more} before`] : []),
  ];
}

function reasonOf(deliveries: readonly Delivery[]): string {
  return deliveries.at(-1)?.reason ?? 'the bot was not running';
}

function origin({ id, timetable, creator }: Subscription): Block {
  return note(`${timetableText(timetable)} · asked for by ${creator.name} · stop it: `, code(`unsubscribe ${id}`));
}

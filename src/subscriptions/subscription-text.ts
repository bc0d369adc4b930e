import { listNames } from '../answers/quantities.ts';
import { bold, code, type EpochMs, type Inline, type Text, time } from '../core/reply.ts';
import type { Delivery, Subscription } from '../storage/store.ts';
import { clockText, timetableText } from './timetable.ts';

/** Which summary it is, where it is not the daily one, when it comes and what it tells of: `shift summary, every day at 06:00, UTC time`. */
export const subscriptionText = (subscription: Subscription): string =>
  `${subscription.summary === 'shift' ? 'shift summary, ' : ''}${plannedWords(subscription)}`;

/** When it comes and what it tells of: `every day at 07:00, UTC time · only Rex · not sent when nothing happened`. */
export function plannedWords({ timetable, robots, site, skipEmpty }: Subscription): string {
  return [
    timetableText(timetable),
    ...(robots.length > 0 ? [`only ${listNames(robots, 6)}`] : []),
    ...(site === undefined ? [] : [`site ${site}`]),
    ...(skipEmpty ? ['not sent when nothing happened'] : []),
  ].join(' · ');
}

/** A planned moment by the clock of the subscription's zone, and by the reader's where that is another one. */
export function plannedText(at: EpochMs, zone: string, readerZone: string): Text {
  const here = clockText(at, zone);
  return here === clockText(at, readerZone) ? [here] : [here, ' (for you ', time(at, 'date-time'), ')'];
}

/** Whether and when a subscription comes next. */
export function stateText(subscription: Subscription, readerZone: string): Text {
  const { state, nextAt, pauseReason, timetable } = subscription;
  if (state === 'removed') return [bold('removed')];
  if (state === 'paused' && pauseReason !== undefined) return [bold(`paused: ${pauseReason}`)];
  if (state === 'paused') return [bold('paused'), ...pauseEnd(subscription, readerZone)];
  return nextAt === undefined ? [] : ['next ', ...plannedText(nextAt, timetable.zone, readerZone)];
}

/** How long a paused subscription stays silent: ` until Mon 26 Oct, 07:00`. */
export function pauseEnd({ nextAt, timetable }: Subscription, readerZone: string): Text {
  if (nextAt === undefined) return [' until it is resumed'];
  return [' until ', ...plannedText(nextAt, timetable.zone, readerZone)];
}

/** What became of the last summary that was planned. */
export function deliveryText(delivery: Delivery | undefined): Text {
  if (delivery === undefined) return ['none sent yet'];
  const { state, endedAt, plannedAt, reason } = delivery;
  const at = time(endedAt ?? plannedAt, 'date-time');
  const because: readonly Inline[] = reason === undefined ? [] : [` (${reason})`];
  switch (state) {
    case 'sent':
      return ['last sent ', at, ...because];
    case 'empty':
      return ['nothing to tell ', at];
    case 'missed':
      return [bold('missed'), ' the one of ', time(plannedAt, 'date-time'), ...because];
    case 'refused':
      return [bold('not taken'), ' by the channel ', at, ...because];
    case 'unknown':
      return [bold('perhaps not arrived'), ' ', at, ...because];
    case 'waiting':
    case 'sending':
      return ['being sent now'];
  }
}

/** How to end a subscription. */
export const stopText = ({ id }: Subscription): Text => ['Stop it: ', code(`unsubscribe ${id}`)];

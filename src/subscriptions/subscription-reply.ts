import { type Block, type Button, bold, button, buttons, code, note, type Reply, reply, text } from '../core/reply.ts';
import type { Person, Subscription } from '../storage/store.ts';
import { plannedText, stateText, stopText, subscriptionText } from './subscription-text.ts';
import { nextTimes } from './timetable.ts';

/** What was done to a subscription. */
export type Deed = 'subscribed' | 'changed' | 'paused' | 'resumed' | 'removed';

/** Something done to a subscription, to be told. */
export interface Told {
  readonly subscription: Subscription;
  readonly deed: Deed;
  readonly by: Person;
  /** The zone of who is told. */
  readonly zone: string;
  /** Whether only the one who did it is told. */
  readonly isAlone: boolean;
  /** What the subscription's conversation is called where this is told, where it is another one. */
  readonly elsewhere?: string;
  /** More that is worth knowing. */
  readonly remarks?: readonly Block[];
}

/** What was done, by whom, and what comes of it; with the buttons for what may be wanted next. */
export function deedReply(told: Told): Reply {
  const { subscription, deed, zone, remarks = [] } = told;
  return reply(
    text(bold(headline(told)), ...(deed === 'paused' ? [', ', ...stateText(subscription, zone)] : [])),
    ...coming(subscription, zone),
    ...remarks,
    buttons(...nextButtons(subscription)),
  );
}

/** The same for a conversation in which it was not said. */
export function announcement(told: Omit<Told, 'zone' | 'isAlone' | 'elsewhere'>): Reply {
  const { subscription, deed } = told;
  const { zone } = subscription.timetable;
  const whole: Told = { ...told, zone, isAlone: false };
  return reply(
    text(bold(headline(whole)), ...(deed === 'paused' ? [', ', ...stateText(subscription, zone)] : [])),
    ...coming(subscription, zone),
    ...(subscription.state === 'removed' ? [] : [note(...stopText(subscription))]),
  );
}

function headline({ subscription, deed, by, isAlone, elsewhere }: Told): string {
  const { id, conversation } = subscription;
  const who = isAlone ? 'You' : by.name;
  const said = subscriptionText(subscription);
  const here = conversation.kind === 'channel' ? 'this channel' : isAlone ? 'yourself' : 'you';
  if (deed === 'subscribed') return `${who} subscribed ${elsewhere ?? here} to the fleet summary: ${said}`;
  return `${who} ${deed} ${id}${elsewhere === undefined ? '' : ` in ${elsewhere}`}: ${said}`;
}

function coming(subscription: Subscription, readerZone: string): readonly Block[] {
  const { id, state, timetable, nextAt } = subscription;
  if (state !== 'active' || nextAt === undefined) return [];
  const times = nextTimes(timetable, nextAt - 1, 3).flatMap((at, i) => [
    ...(i === 0 ? [] : [' · ']),
    ...plannedText(at, timetable.zone, readerZone),
  ]);
  return [text('Next: ', ...times), note('ID: ', code(id))];
}

function nextButtons({ id, state }: Subscription): readonly Button[] {
  const undo = button('Undo', 'undo');
  if (state === 'removed') return [undo, button('Subscriptions', 'subscriptions')];
  const paused = state === 'paused' ? [button('Resume', `resume ${id}`)] : [];
  return [
    ...paused,
    button('Preview', `preview ${id}`),
    button('Change', `change ${id}`),
    button('Remove', `unsubscribe ${id}`),
    undo,
  ];
}

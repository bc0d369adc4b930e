import { type Block, type Button, bold, button, buttons, code, note, type Reply, reply, text } from '../core/reply.ts';
import type { Person, Subscription } from '../storage/store.ts';
import { pauseEnd, plannedText, plannedWords, stopText, subscriptionText } from './subscription-text.ts';
import { clockText, nextTimes } from './timetable.ts';

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
  /** What its summary is called, to be told where it is new. */
  readonly called?: string;
  /** More that is worth knowing. */
  readonly remarks?: readonly Block[];
}

/** What was done, by whom, and what comes of it; with the buttons for what may be wanted next. */
export function deedReply(told: Told): Reply {
  const { subscription, deed, zone, remarks = [] } = told;
  return reply(
    ...headline(told),
    ...coming(subscription, zone),
    ...(deed === 'subscribed' ? [note('ID: ', code(subscription.id))] : []),
    ...remarks,
    buttons(...nextButtons(subscription)),
  );
}

/** The same for a conversation in which it was not said. */
export function announcement(told: Omit<Told, 'zone' | 'isAlone' | 'elsewhere'>): Reply {
  const { subscription, deed } = told;
  const { conversation, timetable } = subscription;
  // Nobody but oneself is subscribed in a direct conversation.
  const isAlone = deed === 'subscribed' && conversation.kind === 'direct';
  return reply(
    ...headline({ ...told, zone: timetable.zone, isAlone }),
    ...coming(subscription, timetable.zone),
    ...(subscription.state === 'removed' ? [] : [note(...stopText(subscription))]),
  );
}

function headline({ subscription, deed, by, isAlone, elsewhere, zone, called = 'a summary' }: Told): readonly Block[] {
  const { id, conversation } = subscription;
  const who = isAlone ? 'You' : by.name;
  const here = conversation.kind === 'channel' ? 'this channel' : isAlone ? 'yourself' : 'you';
  if (deed === 'subscribed')
    return [text(bold(`${who} subscribed ${elsewhere ?? here} to ${called}: ${plannedWords(subscription)}`))];
  const said = subscriptionText(subscription);
  const what = `${who} ${deed} ${id}${elsewhere === undefined ? '' : ` in ${elsewhere}`}`;
  if (deed !== 'paused') return [text(bold(`${what}: ${said}`))];
  return [text(bold(what), ...pauseEnd(subscription, zone)), text(said)];
}

function coming(subscription: Subscription, readerZone: string): readonly Block[] {
  const { state, timetable, nextAt } = subscription;
  if (state !== 'active' || nextAt === undefined) return [];
  // By the reader's clock the first is enough: the others are by the same zone.
  const [first = nextAt, ...others] = nextTimes(timetable, nextAt - 1, 3);
  const later = others.map((at) => ` · ${clockText(at, timetable.zone)}`);
  return [text('Next: ', ...plannedText(first, timetable.zone, readerZone), ...later)];
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

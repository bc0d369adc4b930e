import { count } from '../answers/quantities.ts';
import { clip } from '../core/cut-text.ts';
import { NotAllowed, UserError } from '../core/errors.ts';
import { button, buttons } from '../core/reply.ts';
import type { Subscription } from '../storage/store.ts';
import { subscriptionText } from './subscription-text.ts';

/** No message shows more buttons than this. */
const MOST_OFFERED = 5;
/** Slack shows no more of a button. */
const LONGEST_LABEL = 75;

const SUBSCRIBE = button('Subscribe', 'subscribe');

function offer(subscriptions: readonly Subscription[], lineOf: (id: string) => string) {
  const offered = subscriptions.slice(0, MOST_OFFERED);
  return buttons(
    ...offered.map((each) => button(clip(`${each.id}: ${subscriptionText(each)}`, LONGEST_LABEL), lineOf(each.id))),
    ...(subscriptions.length > MOST_OFFERED ? [button('All of them', 'subscriptions')] : []),
  );
}

/** For an ID that is not known here; offers those that are. */
export function notFound(id: string, here: readonly Subscription[], lineOf: (id: string) => string): UserError {
  if (here.length === 0) return noneHere(`There is no subscription ${id} here, nor any other.`);
  const sentence = id === 'all' ? 'That goes for one subscription at a time.' : `There is no subscription ${id} here.`;
  return new UserError(`${sentence} There ${here.length === 1 ? 'is' : 'are'}:`, { details: [offer(here, lineOf)] });
}

/** For a conversation that has none. */
export const noneHere = (sentence: string): UserError =>
  new UserError(`${sentence} Write \`subscribe daily 07:00\` to make one.`, { details: [buttons(SUBSCRIBE)] });

/** For words without an ID where there are several. */
export function whichOne(here: readonly Subscription[], lineOf: (id: string) => string): UserError {
  return new UserError(`There are ${count(here.length, 'subscription')} here. Which one? Write \`${lineOf('ID')}\`.`, {
    details: [offer(here, lineOf)],
  });
}

/** For somebody who has no right to change one. */
export function notAllowed({ id, creator }: Subscription): NotAllowed {
  return new NotAllowed(`Only ${creator.name}, who made ${id}, or an admin of this bot may change it.`, 'needs admin', [
    buttons(button('Subscriptions', 'subscriptions')),
  ]);
}

/** For one that is there already. */
export function alreadyThere(same: Subscription): UserError {
  const { id, state } = same;
  const paused = state === 'paused' ? ', paused' : '';
  return new UserError(`That subscription is there already: \`${id}\`${paused}, ${subscriptionText(same)}.`, {
    details: [
      buttons(
        ...(state === 'paused' ? [button('Resume', `resume ${id}`)] : []),
        button('Preview', `preview ${id}`),
        button('Change', `change ${id}`),
      ),
    ],
  });
}

/** For a conversation that has as many as it may have. */
export function tooMany(most: number): UserError {
  return new UserError(
    `There are ${most} subscriptions in that conversation, and there cannot be more. Remove one first.`,
    {
      details: [buttons(button('Subscriptions', 'subscriptions'))],
    },
  );
}

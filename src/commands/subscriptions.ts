import { pageButtons, pageOf } from '../answers/pages.ts';
import { count } from '../answers/quantities.ts';
import { type Command, command } from '../core/command.ts';
import { page } from '../core/parameters.ts';
import { type Block, bold, button, buttons, code, reply, text } from '../core/reply.ts';
import type { Site } from '../sites/site.ts';
import type { Delivery, Subscription } from '../storage/store.ts';
import { deliveryText, stateText, subscriptionText } from '../subscriptions/subscription-text.ts';
import type { SubscriptionTools } from '../subscriptions/subscription-tools.ts';
import { summaryName } from '../subscriptions/summary-name.ts';

const PAGE_SIZE = 5;

/** `subscriptions`: what comes by itself in this conversation, and how the last one went. */
export function subscriptions(sites: readonly Site[], tools: SubscriptionTools): Command {
  const daily = summaryName({ summary: 'fleet', robots: [] }, sites);
  const hasShifts = sites.some(({ plant }) => plant !== undefined);
  return command({
    name: 'subscriptions',
    summary: 'what comes here by itself: when next, how the last one went, who made it',
    parameters: { page },
    examples: ['subscriptions'],
    async run({ page: number }, { message }) {
      const all = await tools.subscriptions.of(message.conversation);
      if (all.length === 0) {
        return reply(
          text(
            bold('Nothing comes here by itself.'),
            ' Write ',
            code('subscribe daily 07:00'),
            ...(hasShifts
              ? [` for ${daily}, `, code('subscribe shift'), ' for the shift summary.']
              : [` for ${daily}.`]),
          ),
          buttons(button('Subscribe', 'subscribe')),
        );
      }
      const shown = pageOf(all, number, PAGE_SIZE);
      const [zone, deliveries] = await Promise.all([
        message.sender.zone(),
        tools.lastDeliveries(shown.items.map(({ id }) => id)),
      ]);
      return reply(
        text(
          bold(headline(all)),
          ...(shown.items.length < all.length ? [`, ${shown.first} to ${shown.last} shown`] : []),
        ),
        ...shown.items.flatMap((each) =>
          subscriptionBlocks(each, deliveries.get(each.id), { zone, hasSites: sites.length > 1 }),
        ),
        buttons(...pageButtons('subscriptions', shown, PAGE_SIZE), button('Subscribe', 'subscribe')),
      );
    },
  });
}

function headline(all: readonly Subscription[]): string {
  const paused = all.filter(({ state }) => state === 'paused').length;
  return `${count(all.length, 'subscription')}${paused === 0 ? '' : `, ${paused} paused`}`;
}

interface Surroundings {
  /** The reader's. */
  readonly zone: string;
  readonly hasSites: boolean;
}

function subscriptionBlocks(
  subscription: Subscription,
  last: Delivery | undefined,
  { zone, hasSites }: Surroundings,
): readonly Block[] {
  const { id, state, creator, site } = subscription;
  return [
    text(
      code(id),
      ' ',
      bold(`${subscriptionText(subscription)}${hasSites && site === undefined ? ' · all sites' : ''}`),
      '\n',
      ...stateText(subscription, zone),
      ' · ',
      ...deliveryText(last),
      ` · by ${creator.name}`,
    ),
    buttons(
      button('Preview', `preview ${id}`),
      state === 'paused' ? button('Resume', `resume ${id}`) : button('Pause', `pause ${id}`),
      button('Change', `change ${id}`),
      button('Remove', `unsubscribe ${id}`),
    ),
  ];
}

import { type Command, command } from '../core/command.ts';
import type { Message } from '../core/message.ts';
import { privateReply, type Reply, text } from '../core/reply.ts';
import type { Scouts } from '../floor/scouts.ts';
import { requestLine } from '../subscriptions/request-line.ts';
import { isEmptyRequest, type PlaceWords, subscriptionWords } from '../subscriptions/request-words.ts';
import { settleRequest } from '../subscriptions/settle-request.ts';
import { subscribeForm } from '../subscriptions/subscription-form.ts';
import { isSamePlace, placeOf } from '../subscriptions/subscription-place.ts';
import { announcement } from '../subscriptions/subscription-reply.ts';
import type { SubscriptionTools } from '../subscriptions/subscription-tools.ts';
import { actorOf, tellDeed } from '../subscriptions/tell-deed.ts';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

/** `subscribe`: the fleet summary comes by itself, at the times that the words say; without words, a form. */
export function subscribe({ fleet }: Scouts, tools: SubscriptionTools): Command {
  return command({
    name: 'subscribe',
    summary: 'the fleet summary by itself, on time; without words, a form to fill in',
    changes: true,
    parameters: { wanted: subscriptionWords },
    examples: [
      'subscribe daily 07:00',
      'subscribe mon-fri 07:00 in Europe/Berlin',
      'subscribe weekly mon 8am skip if empty',
    ],
    async run({ wanted }, { message }) {
      if (isEmptyRequest(wanted)) return askForm(message);
      const zone = await message.sender.zone();
      const settled = await settleRequest(wanted, {
        commandName: 'subscribe',
        fleet,
        defaults: { days: EVERY_DAY, zone },
      });
      const { days = EVERY_DAY, times = [], robots = [], site, skipEmpty = false } = settled;
      const { place: _, ...parts } = settled;
      const conversation = await placeOf(
        wanted.place,
        message,
        tools.directOf,
        requestLine('subscribe', parts).replaceAll('`', ''),
      );
      const by = await actorOf(message);
      const subscription = await tools.subscriptions.plan(
        {
          conversation,
          summary: 'fleet',
          timetable: { days, times, zone: settled.zone ?? zone },
          robots,
          ...(site !== undefined && { site }),
          skipEmpty,
        },
        by,
      );
      const isElsewhere = !isSamePlace(conversation, message.conversation);
      const announces = isElsewhere || message.isGuest === true;
      // First said where it applies: what the bot cannot say there, it could not deliver either.
      if (announces) {
        await tools.announce(conversation, announcement({ subscription, deed: 'subscribed', by: by.person }));
      }
      await tools.subscriptions.create(subscription, by);
      const placeName = nameOf(wanted.place);
      return tellDeed({ subscription, deed: 'subscribed', by, message, placeName }, tools, announces);
    },
  });
}

async function askForm({ sender, conversation }: Message): Promise<Reply> {
  return privateReply(
    text('When shall the fleet summary come?'),
    subscribeForm(await sender.zone(), conversation.kind === 'direct'),
  );
}

const nameOf = (place: PlaceWords = 'here'): string => (typeof place === 'string' ? 'yourself' : `#${place.channel}`);

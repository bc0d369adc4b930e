import { type Command, command } from '../core/command.ts';
import type { Message } from '../core/message.ts';
import { privateReply, type Reply, text } from '../core/reply.ts';
import type { Scouts } from '../floor/scouts.ts';
import { requestLine } from '../subscriptions/request-line.ts';
import { subscriptionWords } from '../subscriptions/request-parameters.ts';
import { isEmptyRequest, type PlaceWords, type RequestWords } from '../subscriptions/request-words.ts';
import { settleRequest } from '../subscriptions/settle-request.ts';
import { subscribeForm } from '../subscriptions/subscription-form.ts';
import { isSamePlace, placeOf } from '../subscriptions/subscription-place.ts';
import { announcement } from '../subscriptions/subscription-reply.ts';
import type { SubscriptionTools } from '../subscriptions/subscription-tools.ts';
import { summaryName } from '../subscriptions/summary-name.ts';
import { actorOf, tellDeed } from '../subscriptions/tell-deed.ts';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

/** `subscribe`: a summary comes by itself, at the times that the words say; without words, a form. */
export function subscribe(scouts: Scouts, tools: SubscriptionTools): Command {
  const daily = summaryName({ summary: 'fleet', robots: [] }, scouts);
  return command({
    name: 'subscribe',
    summary: `${daily}${scouts.plant === undefined ? '' : ' or of shifts'} by itself, on time; without words, a form to fill in`,
    changes: true,
    parameters: { wanted: subscriptionWords(scouts) },
    examples: [
      'subscribe daily 07:00',
      'subscribe mon-fri 07:00 in Europe/Berlin',
      'subscribe weekly mon 8am skip if empty',
      ...(scouts.plant === undefined ? [] : ['subscribe shift', 'subscribe shift weekdays 14:00']),
    ],
    async run({ wanted }, { message }) {
      if (saysNothing(wanted)) return askForm(message, scouts);
      const zone = await message.sender.zone();
      const settled = await settleRequest(wanted, {
        commandName: 'subscribe',
        scouts,
        summary: 'fleet',
        defaults: { days: EVERY_DAY, zone },
      });
      const { summary = 'fleet', days = EVERY_DAY, times = [], robots = [], site, skipEmpty = false } = settled;
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
          summary,
          timetable: { days, times, zone: settled.zone ?? zone },
          robots,
          ...(site !== undefined && { site }),
          skipEmpty,
        },
        by,
      );
      const done = { subscription, deed: 'subscribed', called: summaryName(subscription, scouts) } as const;
      const isElsewhere = !isSamePlace(conversation, message.conversation);
      const announces = isElsewhere || message.isGuest === true;
      // First said where it applies: what the bot cannot say there, it could not deliver either.
      if (announces) {
        await tools.announce(conversation, announcement({ ...done, by: by.person }));
      }
      await tools.subscriptions.create(subscription, by);
      const placeName = nameOf(wanted.place);
      return tellDeed({ ...done, by, message, placeName }, tools, announces);
    },
  });
}

/** Whether nothing was said but that it is to be the summary that it is anyway. */
function saysNothing({ summary, ...others }: RequestWords): boolean {
  return summary !== 'shift' && isEmptyRequest(others);
}

async function askForm({ sender, conversation }: Message, scouts: Scouts): Promise<Reply> {
  const question =
    scouts.plant === undefined ? 'When shall the fleet summary come?' : 'Which summary shall come, and when?';
  return privateReply(text(question), subscribeForm(await sender.zone(), conversation.kind === 'direct', scouts));
}

const nameOf = (place: PlaceWords = 'here'): string => (typeof place === 'string' ? 'yourself' : `#${place.channel}`);

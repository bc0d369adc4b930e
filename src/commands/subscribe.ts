import { type Command, command } from '../core/command.ts';
import type { Message } from '../core/message.ts';
import { type Block, code, note, privateReply, type Reply, reply, text } from '../core/reply.ts';
import type { DefaultSites } from '../sites/default-sites.ts';
import { type Site, siteWords } from '../sites/site.ts';
import type { Subscription } from '../storage/store.ts';
import { ALL_SITES, requestLine } from '../subscriptions/request-line.ts';
import { subscriptionWords } from '../subscriptions/request-parameters.ts';
import { isEmptyRequest, type PlaceWords, type RequestWords } from '../subscriptions/request-words.ts';
import { settleRequest } from '../subscriptions/settle-request.ts';
import { subscribeForm } from '../subscriptions/subscription-form.ts';
import { isSamePlace, placeOf } from '../subscriptions/subscription-place.ts';
import { announcement } from '../subscriptions/subscription-reply.ts';
import type { SubscriptionTools } from '../subscriptions/subscription-tools.ts';
import { summaryName } from '../subscriptions/summary-name.ts';
import { actorOf, tellDeed } from '../subscriptions/tell-deed.ts';

const NOT_KEPT = reply(text('That could not be kept: no such summary will come here.'));
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

/** `subscribe`: a summary comes by itself, at the times that the words say; without words, a form. */
export function subscribe(
  sites: readonly Site[],
  tools: SubscriptionTools,
  defaults?: Pick<DefaultSites, 'of'>,
): Command {
  const daily = summaryName({ summary: 'fleet', robots: [] }, sites);
  const working = sites.find(({ plant }) => plant !== undefined);
  const hasShifts = working !== undefined;
  const [site] = sites.length > 1 ? sites : [];

  /** The site that a conversation means, as far as there are several. */
  async function siteMeantIn(message: Message): Promise<string | undefined> {
    const choice = sites.length > 1 ? await defaults?.of(message) : undefined;
    return sites.find(({ name }) => name === choice?.site)?.name;
  }

  return command({
    name: 'subscribe',
    summary: `${daily}${hasShifts ? ' or of shifts' : ''} by itself, on time; without words, a form to fill in`,
    changes: true,
    parameters: { wanted: subscriptionWords(sites) },
    examples: [
      'subscribe daily 07:00',
      'subscribe mon-fri 07:00 in Europe/Berlin',
      'subscribe weekly mon 8am skip if empty',
      ...(hasShifts && site === undefined ? ['subscribe shift', 'subscribe shift weekdays 14:00'] : []),
      ...(site === undefined ? [] : [`subscribe daily 07:00 ${siteWords([site])}`, 'subscribe daily 08:00 all sites']),
      ...(site === undefined || working === undefined ? [] : [`subscribe shift ${siteWords([working])}`]),
    ],
    async run({ wanted }, { message }) {
      const otherwise = await siteMeantIn(message);
      if (saysNothing(wanted)) return askForm(message, sites, otherwise);
      const zone = await message.sender.zone();
      const settled = await settleRequest(wanted, {
        commandName: 'subscribe',
        sites,
        otherwise,
        summary: 'fleet',
        defaults: { days: EVERY_DAY, zone },
      });
      const { summary = 'fleet', days = EVERY_DAY, times = [], robots = [], skipEmpty = false } = settled;
      const about = settled.site === ALL_SITES ? undefined : settled.site;
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
          ...(about !== undefined && { site: about }),
          skipEmpty,
        },
        by,
      );
      const done = { subscription, deed: 'subscribed', called: calledBy(subscription, sites) } as const;
      const isElsewhere = !isSamePlace(conversation, message.conversation);
      const announces = isElsewhere || message.isGuest === true;
      // First said where it applies: what the bot cannot say there, it could not deliver either.
      if (announces) {
        await tools.announce(conversation, announcement({ ...done, by: by.person }));
      }
      try {
        await tools.subscriptions.create(subscription, by);
      } catch (error) {
        // Whoever read it there must not wait for what never comes.
        if (announces) await tools.announce(conversation, NOT_KEPT).catch(() => undefined);
        throw error;
      }
      const placeName = nameOf(wanted.place);
      const isAssumed = about !== undefined && about === otherwise && wanted.sites === undefined;
      const remarks = isAssumed ? [assumed(about)] : [];
      return tellDeed({ ...done, by, message, placeName, remarks }, tools, announces);
    },
  });
}

/** Whether nothing was said but that it is to be the summary that it is anyway. */
function saysNothing({ summary, ...others }: RequestWords): boolean {
  return summary !== 'shift' && isEmptyRequest(others);
}

async function askForm(
  { sender, conversation }: Message,
  sites: readonly Site[],
  site: string | undefined,
): Promise<Reply> {
  const hasShifts = sites.some(({ plant }) => plant !== undefined);
  const question = hasShifts ? 'Which summary shall come, and when?' : 'When shall the fleet summary come?';
  const zone = await sender.zone();
  return privateReply(text(question), subscribeForm({ zone, isDirect: conversation.kind === 'direct', sites, site }));
}

/** What its summary is called; of several sites with how many it tells of. */
function calledBy(subscription: Subscription, sites: readonly Site[]): string {
  const called = summaryName(subscription, sites);
  return sites.length > 1 && subscription.site === undefined ? `${called} of all ${sites.length} sites` : called;
}

const assumed = (site: string): Block =>
  note(`It is about ${site}, which this conversation means; with `, code('all sites'), ' it is about all.');

const nameOf = (place: PlaceWords = 'here'): string => (typeof place === 'string' ? 'yourself' : `#${place.channel}`);

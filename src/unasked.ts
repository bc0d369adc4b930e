import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Roles } from './access/roles.ts';
import type { Bot, Log } from './core/bot.ts';
import { messageOf, NotAllowed, UserError } from './core/errors.ts';
import type { Conversation } from './core/message.ts';
import type { PlatformAdapter, SentMessage } from './core/platform-adapter.ts';
import { createRecentlySeen } from './core/recently-seen.ts';
import { type EpochMs, privateReply, type Reply } from './core/reply.ts';
import { SendError } from './core/send-error.ts';
import type { DeliveryWatch } from './core/watch.ts';
import { createDeliverer } from './schedule/deliverer.ts';
import { createGiveUp } from './schedule/give-up.ts';
import { createPlannedSummaries, spanUntil } from './schedule/planned-summary.ts';
import { type Scheduler, startScheduler } from './schedule/scheduler.ts';
import type { SummarySettings } from './settings/config.ts';
import { type Site, siteWords } from './sites/site.ts';
import { acrossSiteSummaries } from './sites/site-summary.ts';
import type { Store, Subscription } from './storage/store.ts';
import type { SubscriptionTools } from './subscriptions/subscription-tools.ts';
import { createSubscriptions } from './subscriptions/subscriptions.ts';
import { createDailySummary } from './summaries/daily-summary.ts';
import { createShiftSummary } from './summaries/shift-summary.ts';
import type { Summary } from './summaries/summary.ts';

export interface UnaskedOptions {
  readonly store: Store;
  readonly sites: readonly Site[];
  readonly adapters: readonly PlatformAdapter[];
  readonly settings: SummarySettings;
  readonly roles: Pick<Roles, 'isAdmin'>;
  /** How long a line of the audit log is kept, in milliseconds. */
  readonly auditMs: number;
  readonly now: () => EpochMs;
  readonly log: Log;
  /** Hears of what is delivered. */
  readonly watch?: DeliveryWatch;
  /** Why something is late where nothing else explains it. */
  readonly lateBecause?: string;
  /** How long to look away from the store at most, in milliseconds; 10,000 where left out. */
  readonly lookEveryMs?: number;
}

/** What the bot says without being asked. */
export interface Unasked {
  /** What the commands about subscriptions need. */
  readonly tools: SubscriptionTools;
  /** Begins to send what is due. */
  start(): void;
  /** Notes where those who write can be reached later, as far as the platform does not know it by itself. */
  listening(bot: Bot): Bot;
  close(): Promise<void>;
}

/** Letters and digits that nobody takes for another. */
const ID_LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const ID_LENGTH = 4;
/** Where somebody is reached is noted again after so long. */
const KEPT_FOR_MS = 3_600_000;
const MOST_KEPT = 20_000;
const HOUSEKEEPING_MS = 3_600_000;
/** Longer than any platform repeats an event, or what it signed an event with is good for. */
const MET_FOR_MS = 2 * 3_600_000;
/** Ended deliveries and removed subscriptions, for those who ask what became of them. */
const ENDED_FOR_MS = 90 * 86_400_000;

const INVITE = 'I cannot write in that channel: invite me there first, then say it again.';
const NOT_NOW = 'That channel could not be reached just now: say it again in a moment.';

/** Whether a conversation does not take messages of the bot, rather than not at this moment. */
const isClosed = (error: unknown): boolean => error instanceof SendError && error.outcome === 'gone';

const wait = (ms: number, signal: AbortSignal): Promise<unknown> => sleep(ms, undefined, { signal });

/** Wires subscriptions, their summaries and the platforms together. */
export function createUnasked(options: UnaskedOptions): Unasked {
  const { store, settings, adapters, now, log } = options;
  const { sites } = options;
  const build = createPlannedSummaries(summariesOf(sites, log), now);
  const subscriptions = createSubscriptions({
    store,
    now,
    createId: () => Array.from({ length: ID_LENGTH }, () => ID_LETTERS[randomInt(ID_LETTERS.length)]).join(''),
    mayChange: async ({ conversation }, by) =>
      (settings.editors === 'members' && conversation.channel === by.conversation.channel) ||
      (await options.roles.isAdmin(by.user)),
  });
  const adapterOf = ({ platform }: Conversation) => adapters.find(({ name }) => name === platform);
  const kept = createRecentlySeen({ now, keepMs: KEPT_FOR_MS, most: MOST_KEPT });
  let scheduler: Scheduler | undefined;
  let housekeeping: NodeJS.Timeout | undefined;

  async function send(conversation: Conversation, reply: Reply): Promise<SentMessage> {
    const adapter = adapterOf(conversation);
    if (adapter === undefined)
      throw new SendError(`there is no ${conversation.platform} here`, { outcome: 'not-sent' });
    return adapter.send(conversation, reply);
  }

  async function directOf({ platform, team }: Conversation, user: string): Promise<Conversation | undefined> {
    if (platform === 'slack') return { platform, team, channel: user, kind: 'direct' };
    return store.directOf(platform, team, user);
  }

  function start(): void {
    const owner = randomUUID();
    const giveUp = createGiveUp({ store, directOf, send, createId: randomUUID, now, wait, log });
    const { maxLateMs, policy } = settings;
    const common = { store, owner, maxLateMs, now, wait, watch: options.watch, log };
    const deliver = createDeliverer({
      ...common,
      build,
      scopeOf: scopeOf(sites),
      lateBecause: options.lateBecause,
      adapterOf,
      giveUp,
      policy,
      startedAt: now(),
    });
    const lookEveryMs = options.lookEveryMs ?? 10_000;
    scheduler = startScheduler({ ...common, deliver, lookEveryMs });
    housekeeping = setInterval(() => {
      store
        .forget({
          met: now() - MET_FOR_MS,
          ended: now() - ENDED_FOR_MS,
          audited: now() - options.auditMs,
        })
        .catch((error: unknown) => log.error({ error: messageOf(error) }, 'could not tidy the store'));
    }, HOUSEKEEPING_MS).unref();
  }

  return {
    tools: {
      subscriptions,
      directOf: async ({ conversation, sender, direct }) => direct ?? directOf(conversation, sender.id),
      async preview(subscription) {
        const { reply } = await build(subscription, spanUntil(subscription.timetable, now()));
        return privateReply(...reply.blocks);
      },
      async announce(conversation, reply) {
        try {
          await send(conversation, reply);
        } catch (cause) {
          if (cause instanceof SendError && cause.cause instanceof NotAllowed) throw cause.cause;
          throw new UserError(isClosed(cause) ? INVITE : NOT_NOW, { cause });
        }
      },
      lastDeliveries: (ids) => store.lastDeliveries(ids),
      changed: () => scheduler?.wake(),
    },
    start,
    listening: (bot) => ({
      answer(message) {
        const { conversation, sender } = message;
        // Where a platform has several addresses, people and channels can be written to only where they have written from.
        const { channel, endpoint } = conversation;
        if (endpoint !== undefined && !kept.meet(`${channel} ${sender.id} ${endpoint}`)) {
          store
            .keepConversation(sender.id, conversation, now())
            .catch((error: unknown) =>
              log.error({ error: messageOf(error) }, 'could not note where somebody is reached'),
            );
        }
        return bot.answer(message);
      },
    }),
    async close() {
      clearInterval(housekeeping);
      await scheduler?.close();
    },
  };
}

/** Everything that can be subscribed to, of all sites. */
function summariesOf(sites: readonly Site[], log: Log): readonly Summary[] {
  const daily = sites.map((site) => ({ site, summary: createDailySummary(site) }));
  const shifts = sites.flatMap((site) =>
    site.plant === undefined ? [] : [{ site, summary: createShiftSummary(site.plant) }],
  );
  return [
    acrossSiteSummaries(daily, { sites, commandName: 'summary', askLabel: 'Summary now', log }),
    acrossSiteSummaries(shifts, { sites, commandName: 'shift', askLabel: 'Shift now', log }),
  ].filter((summary) => summary !== undefined);
}

/** What stands behind a line that asks for the same as a subscription of several sites tells. */
const scopeOf =
  (sites: readonly Site[]) =>
  ({ site }: Pick<Subscription, 'site'>): string => {
    if (sites.length < 2) return '';
    return site === undefined ? ' all sites' : ` ${siteWords([{ name: site }])}`;
  };

import { setTimeout as sleep } from 'node:timers/promises';
import { countWaits } from '../../core/counted-wait.ts';
import type { Conversation } from '../../core/message.ts';
import type { PlatformAdapter } from '../../core/platform-adapter.ts';
import { createRecentlySeen } from '../../core/recently-seen.ts';
import { createAdmission } from './admission.ts';
import { createBotFramework, issuerOf } from './bot-framework.ts';
import { createConnectorHttp } from './connector-http.ts';
import { createDelivery } from './delivery.ts';
import { createDirectoryGroups } from './directory-groups.ts';
import { createDoor } from './door.ts';
import type { TeamsAdapterOptions } from './options.ts';
import { createOutbox } from './outbox.ts';
import { createPace, type Wait } from './pace.ts';
import { createPictures } from './pictures.ts';
import { type Place, placeOf } from './place.ts';
import { createReceiving } from './receiving.ts';
import { createRoster } from './roster.ts';
import { sendErrorOf } from './send-outcome.ts';
import { createServiceHosts } from './service-hosts.ts';
import { createTurnAway } from './turn-away.ts';

const SEEN_FOR_MS = 600_000;
const MOST_SEEN = 20_000;
const PICTURE_BYTES = 32_000_000;

const waitByTimer: Wait = (ms, signal) => sleep(ms, undefined, { signal });

/** Builds the bot's place in Microsoft Teams. Throws where the application id is missing. */
export function createTeamsAdapter(options: TeamsAdapterOptions): PlatformAdapter {
  const { appId, credentials, zone, now, random, log, wait = waitByTimer } = options;
  const anonymous = credentials.kind === 'anonymous';
  // Without an id the SDK lets everybody in.
  if (appId === '' && !anonymous) throw new Error('a bot in Teams that is not anonymous needs its application id');
  const http = createConnectorHttp({ deadlineMs: options.deadlineMs ?? 10_000, now });
  const framework = createBotFramework(options, http);
  const groups = anonymous
    ? undefined
    : createDirectoryGroups({ token: framework.graphToken, graphUrl: options.graphUrl, now, wait, log });
  const mayAnswerAt = createServiceHosts(options.serviceHosts, anonymous);
  const queue = countWaits(wait);
  const outbox = createOutbox({
    connector: framework.connector,
    pace: createPace({ now, wait: queue.wait }),
    mayAnswerAt,
    now,
    wait: queue.wait,
    random,
    log,
  });
  const pictures = createPictures({ publicUrl: options.publicUrl, key: options.pictureKey, now, bytes: PICTURE_BYTES });
  const delivery = createDelivery({ outbox, linkTo: pictures.linkTo, zone, now, log });
  const underWay = new Set<Promise<void>>();

  /** Keeps work until it is done, so that closing can wait for it. */
  function keep(work: Promise<void>): void {
    const kept = work
      .catch((error: unknown) => log.error({ err: error }, 'failed on something from Teams'))
      .finally(() => underWay.delete(kept));
    underWay.add(kept);
  }

  return {
    name: 'teams',
    async connect(bot) {
      return createDoor({
        admit: createAdmission({
          tokens: anonymous ? undefined : { appId, issuer: issuerOf(options), verify: framework.verify },
          tenants: options.allowedTenants,
          mayAnswerAt,
        }),
        receive: createReceiving({
          bot,
          delivery,
          outbox,
          groups,
          roster: createRoster({ memberOf: framework.memberOf, now, wait, log }),
          seen: createRecentlySeen({ now, keepMs: SEEN_FOR_MS, most: MOST_SEEN }),
          remember: options.remember,
          greetingCommand: options.greetingCommand,
          zone,
          now,
          wait,
          keep,
          log,
        }),
        turnAway: createTurnAway({ answer: options.turnAway, delivery, zone, now, keep }),
        pictures: pictures.listener,
        watch: options.watch,
        now,
        log,
        bodyTimeoutMs: options.bodyTimeoutMs ?? 3_000,
      });
    },
    async send(conversation, reply) {
      const sending = delivery.post(readPlace(conversation), reply);
      keep(sending.then(nothing, nothing));
      return { conversation, id: (await sending).join(',') };
    },
    // Teams lets a bot read a conversation back only with rights that this one does not ask for.
    find: async () => undefined,
    async update({ conversation, id }, reply) {
      await delivery.replace(readPlace(conversation), id.split(','), reply);
    },
    health() {
      const canSend = framework.hasToken();
      return { state: 'connected', ...(canSend !== undefined && { canSend }), waiting: queue.waiting() };
    },
    async close() {
      while (underWay.size > 0) await Promise.all(underWay);
      await Promise.all([http.close(), groups?.close()]);
    },
  };
}

const nothing = (): void => {};

function readPlace(conversation: Conversation): Place {
  try {
    return placeOf(conversation);
  } catch (error) {
    throw sendErrorOf(error);
  }
}

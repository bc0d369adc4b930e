import type { RequestListener } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { HTTPReceiver, SocketModeReceiver } from '@slack/bolt';
import type { Bot, Log } from '../../core/bot.ts';
import type { Conversation } from '../../core/message.ts';
import type { PlatformAdapter } from '../../core/platform-adapter.ts';
import { createRecentlySeen } from '../../core/recently-seen.ts';
import type { EpochMs } from '../../core/reply.ts';
import { createDelivery } from './delivery.ts';
import { createMarkSearch } from './delivery-mark.ts';
import { isUserId } from './direct-channel.ts';
import { createDrawnCharts, type DrawChart } from './drawn-charts.ts';
import { createForms } from './forms.ts';
import { createHome } from './home.ts';
import { createIdentity } from './identity.ts';
import { addListeners } from './listeners.ts';
import { createPace, type Wait } from './pace.ts';
import { createPictures } from './pictures.ts';
import { createRequestListener, EVENTS_PATH } from './request-listener.ts';
import { createSignatureCheck } from './signature.ts';
import { createSlackApi, webClientOptions } from './slack-api.ts';
import { SlackApp } from './slack-app.ts';
import { createSlackLogger } from './slack-logger.ts';
import { keepConnected } from './socket-connection.ts';
import type { Target } from './target.ts';
import { createUserProfiles } from './user-profiles.ts';

export interface SlackAdapterOptions {
  /** The bot token, xoxb-…. */
  readonly botToken: string;
  /** How Slack reaches the bot: by requests signed with a secret, or through a connection opened with an app token, xapp-…. */
  readonly mode:
    | { readonly kind: 'http'; readonly signingSecret: string }
    | { readonly kind: 'socket'; readonly appToken: string };
  /** Slack's Web API; its own where left out. */
  readonly apiUrl?: string;
  /** Where a response_url may lead; Slack's origins, and that of `apiUrl`, where left out. */
  readonly responseOrigins?: readonly string[];
  /** The IANA zone of users whose own is not known. */
  readonly zone: string;
  /** The words whose answer fills App Home. */
  readonly homeCommand: string;
  readonly now: () => EpochMs;
  /** A number from 0 to 1, new each time. */
  readonly random: () => number;
  readonly log: Log;
  /** Whether any of these keys of events was met before, by any process; all of them are from now on. */
  readonly remember?: (keys: readonly string[]) => Promise<boolean>;
  /** Draws the charts that Slack does not take; they are tables where left out. */
  readonly drawChart?: DrawChart;
  /** How pauses are made; by timers where left out. */
  readonly wait?: Wait;
}

const SLACK_ORIGINS = ['https://hooks.slack.com', 'https://hooks.slack-gov.com'];
const SEEN_FOR_MS = 600_000;
const MOST_SEEN = 20_000;

const waitByTimer: Wait = (ms, signal) => sleep(ms, undefined, { signal });

/** Builds the bot's place in one Slack workspace. */
export function createSlackAdapter(options: SlackAdapterOptions): PlatformAdapter {
  const { botToken, apiUrl, zone, now, random, log, wait = waitByTimer } = options;
  const logger = createSlackLogger(log);
  const api = createSlackApi({ token: botToken, apiUrl, wait, log, logger });
  const identity = createIdentity({ api, wait, log });
  const delivery = createDelivery({
    api,
    pictures: createPictures({ api, log }),
    charts: createDrawnCharts(options.drawChart, log),
    pace: createPace({ now, wait }),
    wait,
    responseOrigins: options.responseOrigins ?? [
      ...SLACK_ORIGINS,
      ...(apiUrl === undefined ? [] : [new URL(apiUrl).origin]),
    ],
    zone,
    now,
    log,
  });
  const closing = new AbortController();
  const underWay = new Set<Promise<void>>();
  let disconnect = async (): Promise<void> => {};

  /** Keeps work until it is done, so that closing can wait for it. */
  function keep(work: Promise<void>): void {
    const kept = work
      .catch((error: unknown) => log.error({ err: error }, 'failed on something from Slack'))
      .finally(() => underWay.delete(kept));
    underWay.add(kept);
  }

  function connect(bot: Bot): RequestListener | undefined {
    const door = openDoor(options, logger);
    const app = new SlackApp(
      {
        receiver: door.receiver,
        // Nothing is asked here: Slack's requests wait for it before they are acknowledged.
        authorize: async () => ({ botToken }),
        clientOptions: webClientOptions(apiUrl, logger),
        logger,
        tokenVerificationEnabled: false,
        convoStore: false,
        // Own words are told by their event, which needs no identity.
        ignoreSelf: false,
      },
      log,
    );
    addListeners(app, {
      bot,
      delivery,
      home: createHome({ bot, api, command: options.homeCommand, log }),
      identity,
      seen: createRecentlySeen({ now, keepMs: SEEN_FOR_MS, most: MOST_SEEN }),
      remember: options.remember,
      profiles: createUserProfiles({ api, zone, now, wait, log }),
      forms: createForms({ api, wait, log }),
      keep,
      log,
    });
    keep(identity.learn(closing.signal));
    if (door.kind === 'http') {
      const refusal = createSignatureCheck(door.signingSecret, now);
      return createRequestListener({ listener: door.receiver.requestListener, refusal, log });
    }
    disconnect = keepConnected({ client: door.receiver.client, wait, random, log }).close;
    return undefined;
  }

  return {
    name: 'slack',
    connect: async (bot) => connect(bot),
    async send(conversation, reply, mark) {
      const ids = await delivery.post(targetOf(conversation), reply, mark);
      return { conversation, id: ids.join(',') };
    },
    find: createMarkSearch({ api, log }),
    async update({ conversation, id }, reply) {
      await delivery.replace(targetOf(conversation), id.split(','), reply);
    },
    async close() {
      closing.abort();
      await disconnect();
      await Promise.all(underWay);
    },
  };
}

type Door =
  | { readonly kind: 'http'; readonly receiver: HTTPReceiver; readonly signingSecret: string }
  | { readonly kind: 'socket'; readonly receiver: SocketModeReceiver };

function openDoor({ mode, apiUrl }: SlackAdapterOptions, logger: ReturnType<typeof createSlackLogger>): Door {
  if (mode.kind === 'http') {
    const { signingSecret } = mode;
    // The request listener in front has checked the signature already.
    const receiver = new HTTPReceiver({
      signingSecret,
      signatureVerification: false,
      endpoints: [EVENTS_PATH],
      logger,
    });
    return { kind: 'http', receiver, signingSecret };
  }
  const receiver = new SocketModeReceiver({
    appToken: mode.appToken,
    logger,
    autoReconnectEnabled: false,
    // Slack's answers to pings are at times later than the 5 s that are usual.
    clientPingTimeout: 20_000,
    installerOptions: { clientOptions: webClientOptions(apiUrl, logger) },
  });
  return { kind: 'socket', receiver };
}

function targetOf({ channel, thread, kind }: Conversation): Target {
  const user = kind === 'direct' && isUserId(channel) ? channel : '';
  return { channel, user, canHide: false, ...(thread !== undefined && { thread }) };
}

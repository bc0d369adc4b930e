import type { RequestListener } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { HTTPReceiver, SocketModeReceiver } from '@slack/bolt';
import type { Bot, Log } from '../../core/bot.ts';
import { countWaits } from '../../core/counted-wait.ts';
import { messageOf } from '../../core/errors.ts';
import type { Conversation } from '../../core/message.ts';
import type { PlatformAdapter, PlatformHealth } from '../../core/platform-adapter.ts';
import { createRecentlySeen } from '../../core/recently-seen.ts';
import type { EpochMs } from '../../core/reply.ts';
import { SendError } from '../../core/send-error.ts';
import type { PlatformWatch } from '../../core/watch.ts';
import { isUserId } from './direct-channel.ts';
import type { DrawChart } from './drawn-charts.ts';
import { createFormSubmissions } from './form-submissions.ts';
import { addListeners } from './listeners.ts';
import { createOneWorkspace } from './one-workspace.ts';
import type { Wait } from './pace.ts';
import { createRequestListener, EVENTS_PATH } from './request-listener.ts';
import { createSeveralWorkspaces, type InstallSource } from './several-workspaces.ts';
import { createSignatureCheck } from './signature.ts';
import { webClientOptions } from './slack-api.ts';
import { SlackApp } from './slack-app.ts';
import { createSlackLogger } from './slack-logger.ts';
import { keepConnected } from './socket-connection.ts';
import type { Target } from './target.ts';
import type { Workspace } from './workspace.ts';

/** What both kinds of the bot in Slack need. */
interface CommonOptions {
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
  /** Hears of what comes from Slack. */
  readonly watch?: PlatformWatch;
  /** Whether any of these keys of events was met before, by any process; all of them are from now on. */
  readonly remember?: (keys: readonly string[]) => Promise<boolean>;
  /** Draws the charts that Slack does not take; they are tables where left out. */
  readonly drawChart?: DrawChart;
  /** How pauses are made; by timers where left out. */
  readonly wait?: Wait;
}

/** The bot in one workspace. */
export interface SlackAdapterOptions extends CommonOptions {
  /** The bot token, xoxb-…. */
  readonly botToken: string;
  /** How Slack reaches the bot: by requests signed with a secret, or through a connection opened with an app token, xapp-…. */
  readonly mode:
    | { readonly kind: 'http'; readonly signingSecret: string }
    | { readonly kind: 'socket'; readonly appToken: string };
}

/** The bot in every workspace that installs it. */
export interface SeveralWorkspacesOptions extends CommonOptions, InstallSource {
  readonly remember: InstallSource['remember'];
  readonly mode: { readonly kind: 'http'; readonly signingSecret: string };
}

const SLACK_ORIGINS = ['https://hooks.slack.com', 'https://hooks.slack-gov.com'];
const SEEN_FOR_MS = 600_000;
const MOST_SEEN = 20_000;

const waitByTimer: Wait = (ms, signal) => sleep(ms, undefined, { signal });

/** Builds the bot's place in Slack: in one workspace, whose token is given, or in all that install it. */
export function createSlackAdapter(options: SlackAdapterOptions | SeveralWorkspacesOptions): PlatformAdapter {
  const { apiUrl, now, random, log, wait = waitByTimer } = options;
  const logger = createSlackLogger(log);
  const closing = new AbortController();
  const underWay = new Set<Promise<void>>();
  const queue = countWaits(wait);
  let disconnect = async (): Promise<void> => {};
  let isUp = (): boolean => false;
  let isConnectionRefused = (): boolean => false;

  /** Keeps work until it is done, so that closing can wait for it. */
  function keep(work: Promise<void>): void {
    const kept = work
      .catch((error: unknown) => log.error({ err: error }, 'failed on something from Slack'))
      .finally(() => underWay.delete(kept));
    underWay.add(kept);
  }

  const tools = {
    apiUrl,
    drawChart: options.drawChart,
    responseOrigins: options.responseOrigins ?? [
      ...SLACK_ORIGINS,
      ...(apiUrl === undefined ? [] : [new URL(apiUrl).origin]),
    ],
    zone: options.zone,
    keep,
    now,
    wait,
    waitForTurn: queue.wait,
    log,
    logger,
  };
  const workspaces =
    'install' in options ? createSeveralWorkspaces(options, tools) : createOneWorkspace(options.botToken, tools);

  /** The workspace of a conversation. Throws SendError where the bot is not there. */
  async function workspaceOf({ team }: Conversation): Promise<Workspace> {
    let workspace: Workspace | undefined;
    try {
      workspace = await workspaces.of({ team, isOrgWide: false });
    } catch (cause) {
      throw new SendError(messageOf(cause), { outcome: 'not-sent', cause });
    }
    if (workspace === undefined) throw new SendError('the app is not installed in this workspace', { outcome: 'gone' });
    return workspace;
  }

  function connect(bot: Bot): RequestListener | undefined {
    const door = openDoor(options, logger);
    const app = new SlackApp(
      {
        receiver: door.receiver,
        // Slack's requests wait for this before they are acknowledged: whose token it takes is found afterwards.
        authorize: async () => ({}),
        clientOptions: webClientOptions(apiUrl, logger),
        logger,
        tokenVerificationEnabled: false,
        convoStore: false,
        // Own words are told by their event, which needs no identity.
        ignoreSelf: false,
      },
      log,
      options.watch,
    );
    addListeners(app, {
      bot,
      workspaces,
      submissions: createFormSubmissions({ wait, log }),
      homeCommand: options.homeCommand,
      seen: createRecentlySeen({ now, keepMs: SEEN_FOR_MS, most: MOST_SEEN }),
      remember: options.remember,
      keep,
      log,
    });
    workspaces.start(app, closing.signal);
    if (door.kind === 'http') {
      isUp = () => true;
      const refusal = createSignatureCheck(door.signingSecret, now);
      const { pages } = workspaces;
      return createRequestListener({ listener: door.receiver.requestListener, refusal, log, ...(pages && { pages }) });
    }
    const connection = keepConnected({ client: door.receiver.client, wait, random, log });
    disconnect = connection.close;
    isUp = connection.isUp;
    isConnectionRefused = connection.isRefused;
    return undefined;
  }

  function state(): PlatformHealth['state'] {
    if (workspaces.isRefused?.() || isConnectionRefused()) return 'refused';
    return isUp() ? 'connected' : 'connecting';
  }

  return {
    name: 'slack',
    connect: async (bot) => connect(bot),
    async send(conversation, reply, mark) {
      const { delivery } = await workspaceOf(conversation);
      const ids = await delivery.post(targetOf(conversation), reply, mark);
      return { conversation, id: ids.join(',') };
    },
    async find(conversation, mark, since) {
      const workspace = await workspaceOf(conversation).catch(() => undefined);
      return workspace?.findMark(conversation, mark, since);
    },
    async update({ conversation, id }, reply) {
      const { delivery } = await workspaceOf(conversation);
      await delivery.replace(targetOf(conversation), id.split(','), reply);
    },
    health: () => ({ state: state(), waiting: queue.waiting() }),
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

function openDoor(
  { mode, apiUrl }: SlackAdapterOptions | SeveralWorkspacesOptions,
  logger: ReturnType<typeof createSlackLogger>,
): Door {
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

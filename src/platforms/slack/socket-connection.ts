import type { SocketModeReceiver } from '@slack/bolt';
import * as v from 'valibot';
import type { Log } from '../../core/bot.ts';
import { messageOf } from '../../core/errors.ts';
import type { Wait } from './pace.ts';
import { errorCode } from './slack-api.ts';

export interface SocketConnectionOptions {
  readonly client: SocketModeReceiver['client'];
  readonly wait: Wait;
  /** A number from 0 to 1, new each time: many bots must not come back at the same moment. */
  readonly random: () => number;
  readonly log: Log;
}

/** A connection that is kept up until it is closed. */
export interface SocketConnection {
  isUp(): boolean;
  /** Whether Slack did not let the bot connect when it last tried. */
  isRefused(): boolean;
  close(): Promise<void>;
}

const OPEN_TIMEOUT_MS = 20_000;
const CLOSE_TIMEOUT_MS = 5_000;
const FIRST_DELAY_MS = 1_000;
// Slack comes back from an outage at once; nobody is to wait half an hour for a bot that still sleeps.
const LONGEST_DELAY_MS = 30_000;
/** A connection that ends sooner counts as one that did not come up: where Socket Mode is switched off, Slack may take it and end it at once. */
const STEADY_MS = 25_000;

const Disconnect = v.pipe(v.string(), v.parseJson(), v.object({ type: v.literal('disconnect'), reason: v.string() }));

/** Keeps a Socket Mode connection up, whatever Slack or the network does: Bolt's own reconnecting ends the program on a refused token and waits for hours after a long outage. */
export function keepConnected({ client, wait, random, log }: SocketConnectionOptions): SocketConnection {
  const closing = new AbortController();
  let isUp = false;
  let isRefused = false;
  /** Slack's word for why it ended the connection; nothing where it did not say one. */
  let reason: string | undefined;

  passOverUnreadable(client, log);
  client.on('ws_message', (message: unknown) => {
    const said = v.safeParse(Disconnect, message);
    if (said.success) reason = said.output.reason;
  });

  /** Resolves when the connection has been up and is down again, with whether it had been up for a while. Throws where it did not come up. */
  async function connectOnce(): Promise<boolean> {
    reason = undefined;
    const opened = new AbortController();
    const deadline = wait(OPEN_TIMEOUT_MS, AbortSignal.any([opened.signal, closing.signal])).then(
      () => Promise.reject(new Error('Slack did not say hello in time')),
      () => undefined,
    );
    const started = client.start();
    // A connection that comes up after closing is of no use.
    started.then(() => (closing.signal.aborted ? client.disconnect() : undefined)).catch(() => undefined);
    try {
      await Promise.race([started, deadline]);
    } finally {
      opened.abort();
    }
    isRefused = false;
    if (closing.signal.aborted) return true;
    log.info({}, 'connected to Slack');
    isUp = true;
    const ended = new AbortController();
    const steady = wait(STEADY_MS, AbortSignal.any([ended.signal, closing.signal])).then(
      () => true,
      () => false,
    );
    await new Promise<void>((resolve) => {
      client.once('disconnected', () => resolve());
      closing.signal.addEventListener('abort', () => resolve(), { once: true });
    });
    isUp = false;
    ended.abort();
    return steady;
  }

  async function run(): Promise<void> {
    for (let failures = 0; !closing.signal.aborted; ) {
      try {
        failures = (await connectOnce()) ? 0 : failures + 1;
        if (!closing.signal.aborted) log.warn({ failures, reason }, 'disconnected from Slack: connecting again');
      } catch (error) {
        failures += 1;
        isRefused = errorCode(error) !== undefined;
        log.error({ failures, error: messageOf(error) }, 'cannot connect to Slack: trying again');
        client.disconnect().catch(() => undefined);
      }
      const delay = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(failures, 10));
      await wait(delay * (0.5 + random() / 2), closing.signal).catch(() => undefined);
    }
  }

  const running = run();
  return {
    isUp: () => isUp,
    isRefused: () => isRefused,
    async close() {
      closing.abort();
      const timer = new AbortController();
      await Promise.race([client.disconnect(), wait(CLOSE_TIMEOUT_MS, timer.signal).catch(() => undefined)]);
      timer.abort();
      await running;
    },
  };
}

/** The library's reader rejects at an envelope that has not the shape that it expects, which nobody would hear of but the end of the program. */
function passOverUnreadable(client: SocketModeReceiver['client'], log: Log): void {
  const readers = client.listeners('ws_message');
  client.removeAllListeners('ws_message');
  client.on('ws_message', (...message: readonly unknown[]) => {
    Promise.all(readers.map((read) => read(...message))).catch((error: unknown) =>
      log.warn({ error: messageOf(error) }, 'could not read something from Slack'),
    );
  });
}

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Bot, Log } from '../../../src/core/bot.ts';
import type { Message } from '../../../src/core/message.ts';
import type { PlatformAdapter } from '../../../src/core/platform-adapter.ts';
import { type Reply, reply, text } from '../../../src/core/reply.ts';
import { createSlackAdapter, type SlackAdapterOptions } from '../../../src/platforms/slack/adapter.ts';
import { type FakeSlack, startFakeSlack } from './fake-slack.ts';
import { SIGNING_SECRET, signedRequest } from './signed-request.ts';

export interface LogLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  readonly values: object;
}

/** An adapter in HTTP mode behind a server of its own, over a fake Slack, with a bot that says what it is told to. */
export interface AdapterUnderTest {
  readonly adapter: PlatformAdapter;
  readonly slack: FakeSlack;
  readonly log: readonly LogLine[];
  /** What the bot was asked, in order. */
  readonly asked: readonly Message[];
  readonly url: string;
  /** Lets the bot answer so from now on; `failed` as the bot says of an error. */
  answerWith(answer: (message: Message) => Reply | Promise<Reply>, failed?: boolean): void;
  /** Sends a signed request as Slack would. */
  send(payload: Parameters<typeof signedRequest>[0], headers?: Readonly<Record<string, string>>): Promise<Response>;
  close(): Promise<void>;
}

/** A bot that answers "Said: …", or as it is told. */
export function createParrot(): {
  readonly bot: Bot;
  readonly asked: Message[];
  answer: (message: Message) => Reply | Promise<Reply>;
  failed: boolean;
} {
  const parrot = {
    asked: [] as Message[],
    failed: false,
    answer: (message: Message): Reply | Promise<Reply> => reply(text(`Said: ${message.text}`)),
    bot: {
      async answer(message: Message) {
        parrot.asked.push(message);
        return { reply: await parrot.answer(message), failed: parrot.failed };
      },
    },
  };
  return parrot;
}

/** A log that remembers its lines. */
export function createMemoryLog(): Log & { readonly lines: LogLine[] } {
  const lines: LogLine[] = [];
  const at = (level: LogLine['level']) => (values: object, message: string) =>
    void lines.push({ level, message, values });
  return { lines, info: at('info'), warn: at('warn'), error: at('error') };
}

/** Starts it in one workspace; everything stops with `close`. */
export function startAdapter(options: Partial<SlackAdapterOptions> = {}): Promise<AdapterUnderTest> {
  return startAround((common) =>
    createSlackAdapter({
      botToken: 'xoxb-test',
      mode: { kind: 'http', signingSecret: SIGNING_SECRET },
      ...common,
      ...options,
    }),
  );
}

/** What every adapter is given. */
export interface CommonForTests {
  readonly apiUrl: string;
  readonly zone: string;
  readonly homeCommand: string;
  readonly now: () => number;
  readonly random: () => number;
  readonly log: Log;
}

/** Starts what is around an adapter, and the adapter. */
export async function startAround(create: (common: CommonForTests) => PlatformAdapter): Promise<AdapterUnderTest> {
  const slack = await startFakeSlack();
  const log = createMemoryLog();
  const parrot = createParrot();
  const { apiUrl } = slack;
  const adapter = create({ apiUrl, zone: 'UTC', homeCommand: 'summary', now: Date.now, random: () => 0.5, log });
  const listener = await adapter.connect(parrot.bot);
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
  return {
    adapter,
    slack,
    log: log.lines,
    asked: parrot.asked,
    url,
    answerWith(answer, failed = false) {
      Object.assign(parrot, { answer, failed });
    },
    send(payload, headers = {}) {
      const request = signedRequest(payload);
      return fetch(url, { ...request, headers: { ...request.headers, ...headers } });
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await adapter.close();
      await slack.close();
    },
  };
}

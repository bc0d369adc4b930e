import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Bot } from '../../../src/core/bot.ts';
import type { Message } from '../../../src/core/message.ts';
import type { PlatformAdapter } from '../../../src/core/platform-adapter.ts';
import { note, privateReply, type Reply, text } from '../../../src/core/reply.ts';
import { createTeamsAdapter } from '../../../src/platforms/teams/adapter.ts';
import type { TeamsAdapterOptions } from '../../../src/platforms/teams/options.ts';
import { noLog } from '../../fixtures/ask.ts';
import { createMemoryLog, createParrot, type LogLine } from '../slack/adapter-under-test.ts';
import { TENANT } from './activities.ts';
import { type FakeConnector, startFakeConnector } from './fake-connector.ts';
import { APP_ID, type FakeAuthority, startTokenAuthority } from './token-authority.ts';

/** An adapter behind a server of its own, over a fake connector and a fake issuer of tokens, with a bot that says what it is told to. */
export interface TeamsUnderTest {
  readonly adapter: PlatformAdapter;
  readonly connector: FakeConnector;
  readonly authority: FakeAuthority;
  readonly log: readonly LogLine[];
  /** What the bot was asked, in order. */
  readonly asked: readonly Message[];
  readonly origin: string;
  readonly url: string;
  /** Lets the bot answer so from now on. */
  answerWith(answer: (message: Message) => Reply | Promise<Reply>): void;
  /** Sends an activity as Teams would, with a good token. */
  send(activity: object): Promise<Response>;
  /** Sends anything with any token. */
  knock(body: string, authorization?: string, headers?: Readonly<Record<string, string>>): Promise<Response>;
  close(): Promise<void>;
}

/** What an adapter needs, but for what is changed. */
export function adapterOptions(changes: Partial<TeamsAdapterOptions>): TeamsAdapterOptions {
  return {
    appId: APP_ID,
    credentials: { kind: 'secret', password: 'p4ssword' },
    tenant: TENANT,
    allowedTenants: [TENANT],
    turnAway: () => ({ reply: privateReply(text('Not here.'), note('Ask #ops-help.')) }),
    serviceHosts: [],
    pictureKey: new Uint8Array(32),
    zone: 'UTC',
    greetingCommand: 'help',
    now: Date.now,
    random: () => 0.5,
    log: noLog,
    ...changes,
  };
}

/** Starts it, with another bot where one is given; everything stops with `close`. */
export async function startTeams(options: Partial<TeamsAdapterOptions> = {}, bot?: Bot): Promise<TeamsUnderTest> {
  const [connector, authority] = await Promise.all([startFakeConnector(), startTokenAuthority()]);
  const log = createMemoryLog();
  const parrot = createParrot();
  const serviceHosts = [new URL(connector.serviceUrl).host];
  const adapter = createTeamsAdapter(adapterOptions({ serviceHosts, log, authority, ...options }));
  const server = createServer(await adapter.connect(bot ?? parrot.bot));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const url = `${origin}/teams/messages`;
  const knock: TeamsUnderTest['knock'] = (body, authorization, headers = {}) =>
    fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        ...(authorization && { authorization }),
        ...headers,
      },
      body,
    });
  return {
    adapter,
    connector,
    authority,
    log: log.lines,
    asked: parrot.asked,
    origin,
    url,
    answerWith(answer) {
      parrot.answer = answer;
    },
    knock,
    send: (activity) => knock(JSON.stringify(activity), `Bearer ${authority.sign(connector.serviceUrl)}`),
    async close() {
      await adapter.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await Promise.all([connector.close(), authority.close()]);
    },
  };
}

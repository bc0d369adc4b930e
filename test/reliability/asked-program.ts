import { type App, start } from '../../src/app.ts';
import { readConfig } from '../../src/settings/config.ts';
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts';
import { noLog } from '../fixtures/ask.ts';
import { type FakeSlack, startFakeSlack } from '../platforms/slack/fake-slack.ts';
import { mention, slashCommand } from '../platforms/slack/payloads.ts';
import { SIGNING_SECRET, signedRequest } from '../platforms/slack/signed-request.ts';

/** The whole bot over a simulated Scout, in a fake Slack. */
export interface AskedProgram {
  /** `/scout LINE`: the line that Slack shows of the answer. */
  say(line: string): Promise<string>;
  /** `@Scout LINE`, which is looked up in the store first: the line that Slack shows of the answer. */
  mention(line: string): Promise<string>;
  close(): Promise<void>;
}

/** Starts it with its store at an address of PostgreSQL. */
export async function startAskedProgram(databaseUrl: string): Promise<AskedProgram> {
  const [scout, slack] = await Promise.all([startSimulator(), startFakeSlack()]);
  const app = await start(readConfig(settingsOf(scout, slack, databaseUrl)), noLog);
  return {
    async say(line) {
      const url = slack.responseUrl();
      const acknowledged = await post(app, slashCommand(line, url));
      if (acknowledged !== '') return textOf(JSON.parse(acknowledged));
      const { pathname } = new URL(url);
      await slack.until(() => slack.responses.some((response) => response.url === pathname));
      return textOf(slack.responses.find((response) => response.url === pathname)?.body ?? {});
    },
    async mention(line) {
      const before = slack.callsOf('chat.postMessage').length;
      await post(app, mention(line));
      await slack.until(() => slack.callsOf('chat.postMessage').length > before);
      return textOf(slack.callsOf('chat.postMessage')[before]?.args ?? {});
    },
    async close() {
      await app.close();
      await Promise.all([scout.close(), slack.close()]);
    },
  };
}

const settingsOf = (scout: Simulator, slack: FakeSlack, databaseUrl: string) => ({
  SCOUT_URL: scout.url,
  SCOUT_NAME: 'north',
  SCOUT_USERNAME: scout.credentials.username,
  SCOUT_PASSWORD: scout.credentials.password,
  SCOUT_FINGERPRINT: scout.fingerprint,
  SLACK_BOT_TOKEN: 'xoxb-test',
  SLACK_SIGNING_SECRET: SIGNING_SECRET,
  SLACK_API_URL: slack.apiUrl,
  HOST: '127.0.0.1',
  PORT: '0',
  TIME_ZONE: 'UTC',
  DATABASE_URL: databaseUrl,
});

async function post(app: App, payload: Parameters<typeof signedRequest>[0]): Promise<string> {
  return (await fetch(`http://127.0.0.1:${app.port}/slack/events`, signedRequest(payload))).text();
}

const textOf = (body: Readonly<Record<string, unknown>>): string => String(body['text']).split('\n')[0] ?? '';

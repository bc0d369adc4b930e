import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, start } from '../../src/app.ts';
import { readConfig } from '../../src/settings/config.ts';
import { type FloorSimulator, startFloorSimulator } from '../../src/simulator/floor/floor-simulator.ts';
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts';
import { noLog } from '../fixtures/ask.ts';
import { type FakeSlack, startFakeSlack } from '../platforms/slack/fake-slack.ts';
import { slashCommand } from '../platforms/slack/payloads.ts';
import { SIGNING_SECRET, signedRequest } from '../platforms/slack/signed-request.ts';

type Settings = Readonly<Record<string, string>>;

/** What the app lives among, and the settings that lead there. */
export interface Stage {
  readonly scout: Simulator;
  readonly floor: FloorSimulator;
  readonly slack: FakeSlack;
  readonly settings: Settings;
  close(): Promise<void>;
}

/** Starts a Scout, a shop floor and a Slack. */
export async function setStage(): Promise<Stage> {
  const [scout, floor, slack] = await Promise.all([startSimulator(), startFloorSimulator(), startFakeSlack()]);
  return {
    scout,
    floor,
    slack,
    settings: {
      SCOUT_URL: scout.url,
      SCOUT_NAME: 'north',
      SCOUT_USERNAME: scout.credentials.username,
      SCOUT_PASSWORD: scout.credentials.password,
      SCOUT_FINGERPRINT: scout.fingerprint,
      FLOOR_URL: floor.url,
      FLOOR_NAME: 'plant 1',
      FLOOR_USERNAME: floor.credentials.username,
      FLOOR_PASSWORD: floor.credentials.password,
      FLOOR_SUBSCRIPTION_KEY: floor.credentials.subscriptionKey,
      FLOOR_FINGERPRINT: floor.fingerprint,
      SLACK_BOT_TOKEN: 'xoxb-of-the-watched-app',
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_API_URL: slack.apiUrl,
      HOST: '127.0.0.1',
      PORT: '0',
      DATA_DIR: mkdtempSync(join(tmpdir(), 'scout-bot-')),
    },
    async close() {
      await Promise.all([scout.close(), floor.close(), slack.close()]);
    },
  };
}

/** The running app, as people and probes reach it. */
export interface WatchedApp {
  readonly app: App;
  /** `/scout LINE`, until its answer is there. */
  ask(line: string): Promise<void>;
  get(path: string): Promise<{ readonly status: number; readonly text: string }>;
  metrics(): Promise<string>;
}

/** Starts the app on a stage, with settings more. */
export async function startWatchedApp({ settings, slack }: Stage, more: Settings = {}): Promise<WatchedApp> {
  const app = await start(readConfig({ ...settings, ...more }), noLog);
  const read = async (url: string) => {
    const response = await fetch(url);
    return { status: response.status, text: await response.text() };
  };
  return {
    app,
    async ask(line) {
      const url = slack.responseUrl();
      const request = signedRequest(slashCommand(line, url));
      const acknowledgement = await fetch(`http://127.0.0.1:${app.port}/slack/events`, request);
      if ((await acknowledgement.text()) !== '') return;
      await slack.until(() => slack.responses.some((response) => response.url === new URL(url).pathname));
    },
    get: (path) => read(`http://127.0.0.1:${app.port}${path}`),
    metrics: async () => (await read(`http://127.0.0.1:${app.metricsPort}/metrics`)).text,
  };
}

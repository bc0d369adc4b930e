import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { FakeSlack } from '../platforms/slack/fake-slack.ts';
import { slashCommand } from '../platforms/slack/payloads.ts';
import { SIGNING_SECRET, signedRequest } from '../platforms/slack/signed-request.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** What came back in Slack: who sees it, its line for the notification, and all of it as JSON. */
export interface SlackAnswer {
  readonly isPublic: boolean;
  readonly text: string;
  readonly json: string;
}

/** The real program in a process of its own, between a fake Slack and whatever its settings name. */
export interface SlackProgram {
  readonly pid: number;
  /** Everything it has printed and logged so far. */
  output(): string;
  /** `/scout LINE` in a channel, until its answer is there. */
  ask(line: string, channel?: string): Promise<SlackAnswer>;
  /** Ends it as an operator would, and cleans up. Resolves with its exit code. */
  stop(): Promise<number | null>;
}

export const BOT_TOKEN = 'xoxb-of-the-end-to-end-tests';

/** Starts the program and waits until it listens. Rejects where it ends before that. */
export async function startSlackProgram(
  slack: FakeSlack,
  settings: Readonly<Record<string, string>>,
  /** A command and its arguments that runs the program with others behind them, as `nice` does. */
  under: readonly string[] = [],
): Promise<SlackProgram> {
  const folder = await mkdtemp(join(tmpdir(), 'scout-bot-'));
  const [command = '', ...args] = [...under, process.execPath, 'src/main.ts'];
  const child = spawn(command, args, {
    cwd: ROOT,
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_API_URL: slack.apiUrl,
      HOST: '127.0.0.1',
      PORT: '0',
      TIME_ZONE: 'UTC',
      ASK_LIMIT_USER: 'off',
      ASK_LIMIT_CHANNEL: 'off',
      DATA_DIR: folder,
      ...settings,
    },
  });
  const printed: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => printed.push(String(chunk)));
  const output = (): string => printed.join('');
  const port = await portOf(child, output);
  return {
    pid: child.pid ?? 0,
    output,
    async ask(line, channel = 'C1') {
      const url = slack.responseUrl();
      const request = signedRequest(slashCommand(line, url, { channel_id: channel }));
      const acknowledgement = await (await fetch(`http://127.0.0.1:${port}/slack/events`, request)).text();
      if (acknowledgement !== '') return answerOf(JSON.parse(acknowledgement));
      const { pathname } = new URL(url);
      await slack.until(() => slack.responses.some((response) => response.url === pathname));
      return answerOf(slack.responses.find((response) => response.url === pathname)?.body ?? {});
    },
    async stop() {
      const code = await end(child);
      await rm(folder, { recursive: true });
      return code;
    },
  };
}

async function portOf(child: ChildProcess, output: () => string): Promise<string> {
  while (true) {
    const port = /in Slack, on port (\d+)/.exec(output())?.[1];
    if (port !== undefined) return port;
    if (child.exitCode !== null) throw new Error(`the program ended: ${output()}`);
    await Promise.race([once(child.stdout ?? child, 'data'), once(child, 'close')]);
  }
}

async function end(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  child.kill('SIGTERM');
  const [code] = await once(child, 'close');
  return code;
}

function answerOf(body: Readonly<Record<string, unknown>>): SlackAnswer {
  return {
    isPublic: body['response_type'] === 'in_channel',
    text: String(body['text']),
    json: JSON.stringify(body),
  };
}

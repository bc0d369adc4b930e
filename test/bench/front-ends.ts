import { createHmac } from 'node:crypto';
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts';
import { type FrontEndFigures, measureContest } from './contest.ts';
import type { Question } from './load.ts';
import { NODE_FLAGS } from './node-flags.ts';
import { startStandInSlack } from './stand-in-slack.ts';

const SECRET = 'bench-signing-secret';

/** Measures the bot beside a bare Bolt app and a bare handler, with signed `/scout robots`. */
export async function measureFrontEnds(): Promise<readonly FrontEndFigures[]> {
  const slack = await startStandInSlack();
  const scout = await startSimulator();
  const secret = { SLACK_SIGNING_SECRET: SECRET };
  const bot = botEnvironment(slack, scout);
  const late: Question = { ...slashCommand('/slack/events', slack.urlOf), arrival: slack.arrival };
  try {
    return await measureContest([
      { name: 'this bot, `/scout robots`', file: '../../src/main.ts', environment: bot, question: late },
      {
        name: '(a) bare Bolt app, a constant',
        file: './bare-bolt.ts',
        environment: secret,
        question: slashCommand('/slack/events'),
      },
      {
        name: '(b) bare handler, signature only',
        file: './bare-http.ts',
        environment: secret,
        question: slashCommand('/'),
      },
    ]);
  } finally {
    await scout.close();
    slack.close();
  }
}

/** The settings of the bot between a stand-in Slack and a simulated Scout. */
export function botEnvironment(
  slack: { readonly url: string },
  { url, credentials, fingerprint }: Pick<Simulator, 'url' | 'credentials' | 'fingerprint'>,
): Readonly<Record<string, string>> {
  return {
    SLACK_SIGNING_SECRET: SECRET,
    SLACK_BOT_TOKEN: 'xoxb-bench',
    SLACK_API_URL: `${slack.url}/api/`,
    SCOUT_URL: url,
    SCOUT_USERNAME: credentials.username,
    SCOUT_PASSWORD: credentials.password,
    SCOUT_FINGERPRINT: fingerprint,
    HOST: '127.0.0.1',
    LOG_LEVEL: 'info',
    NODE_OPTIONS: NODE_FLAGS,
  };
}

/** `/scout robots` as Slack signs it. */
export function slashCommand(
  path: string,
  responseUrl = (_id: string): string => 'http://127.0.0.1:9/never',
): Question {
  return {
    path,
    ask(id) {
      const body = new URLSearchParams({
        token: 'unused',
        team_id: 'T1',
        team_domain: 'plant',
        channel_id: 'C1',
        channel_name: 'robots',
        user_id: 'U1',
        user_name: 'ada',
        command: '/scout',
        text: 'robots',
        api_app_id: 'A1',
        is_enterprise_install: 'false',
        response_url: responseUrl(id),
        trigger_id: id,
      }).toString();
      const timestamp = String(Math.floor(Date.now() / 1_000));
      return {
        body,
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'x-slack-request-timestamp': timestamp,
          'x-slack-signature': `v0=${createHmac('sha256', SECRET).update(`v0:${timestamp}:${body}`).digest('hex')}`,
        },
      };
    },
  };
}

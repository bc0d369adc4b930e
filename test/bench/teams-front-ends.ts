import { startSimulator } from '../../src/simulator/simulator.ts';
import { type FrontEndFigures, measureContest } from './contest.ts';
import type { Question } from './load.ts';
import { startStandInConnector } from './stand-in-connector.ts';

/** Measures the bot beside a bare botbuilder bot, with the message activity `robots`, until the card was at the connector. */
export async function measureTeamsFrontEnds(): Promise<readonly FrontEndFigures[]> {
  const connector = await startStandInConnector();
  const scout = await startSimulator();
  const bot = {
    TEAMS_ANONYMOUS: 'true',
    SCOUT_URL: scout.url,
    SCOUT_USERNAME: scout.credentials.username,
    SCOUT_PASSWORD: scout.credentials.password,
    SCOUT_FINGERPRINT: scout.fingerprint,
    HOST: '127.0.0.1',
    LOG_LEVEL: 'info',
  };
  const question: Question = {
    path: '/teams/messages',
    ask: (id) => ({ body: messageActivity(id, connector.url), headers: { 'content-type': 'application/json' } }),
    arrival: connector.arrival,
  };
  try {
    return await measureContest([
      { name: 'this bot, `robots` as a card', file: '../../src/main.ts', environment: bot, question },
      { name: '(c) bare botbuilder bot, an echo', file: './bare-botbuilder.ts', environment: {}, question },
    ]);
  } finally {
    await scout.close();
    connector.close();
  }
}

/** One message from Teams; each in a conversation of its own, because answers into one are paced. */
function messageActivity(id: string, serviceUrl: string): string {
  const tenant = { id: '11111111-1111-4111-8111-111111111111' };
  return JSON.stringify({
    type: 'message',
    id,
    timestamp: new Date().toISOString(),
    channelId: 'msteams',
    serviceUrl,
    from: { id: '29:ada', name: 'Ada', aadObjectId: '22222222-2222-4222-8222-222222222222' },
    conversation: { id, conversationType: 'personal', tenantId: tenant.id },
    recipient: { id: '28:bot', name: 'Scout' },
    text: 'robots',
    textFormat: 'plain',
    locale: 'en-GB',
    entities: [{ type: 'clientInfo', locale: 'en-GB', platform: 'Web', timezone: 'Europe/Berlin' }],
    channelData: { tenant },
  });
}

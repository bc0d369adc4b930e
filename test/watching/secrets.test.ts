import { randomBytes } from 'node:crypto';
import { SIGNING_SECRET } from '../platforms/slack/signed-request.ts';
import { setStage, startWatchedApp } from './watched-app.ts';

const APP = '11111111-1111-4111-8111-111111111111';
const TENANT = '22222222-2222-4222-8222-222222222222';

test('no secret, no address of a source and nothing that people wrote is told to those who watch', async () => {
  const stage = await setStage();
  const { settings, slack, scout, floor } = stage;
  const planted = {
    SLACK_BOT_TOKEN: 'xoxb-planted-bot-token',
    TEAMS_APP_PASSWORD: 'planted-teams-password',
    SECRET_KEY: randomBytes(32).toString('base64'),
    ASSISTANT_KEY: 'planted-assistant-key',
  };
  const { app, ask, get, metrics } = await startWatchedApp(stage, {
    ...planted,
    TEAMS_APP_ID: APP,
    TEAMS_TENANT_ID: TENANT,
    ASSISTANT_URL: `${slack.origin}/planted-assistant`,
    ASSISTANT_MODEL: 'small-1',
    METRICS_PORT: '0',
  });
  for (const line of ['robots', 'stations', 'where is planted-words?', 'missions']) await ask(line);
  scout.faults.set({ down: true });
  floor.faults.set({ down: true });
  for (const line of ['anomalies', 'orders']) await ask(line);
  const told = [(await get('/health')).text, (await get('/ready')).text, await metrics()].join('\n');
  await app.close();
  await stage.close();

  expect(told).toContain('"degraded"');
  expect(told).toContain('scout_bot_questions_total{');
  const secrets = [
    ...Object.values(planted),
    SIGNING_SECRET,
    settings['SCOUT_USERNAME'],
    settings['SCOUT_PASSWORD'],
    settings['FLOOR_USERNAME'],
    settings['FLOOR_PASSWORD'],
    settings['FLOOR_SUBSCRIPTION_KEY'],
  ];
  expect(secrets.filter((secret) => secret === undefined || told.includes(secret))).toEqual([]);
  expect(told).not.toMatch(/planted|https?:\/\/|127\.0\.0\.1|xoxb-|U1\b|C1\b/);
});

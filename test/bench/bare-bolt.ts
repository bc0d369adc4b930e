// A Bolt app that does nothing but acknowledge with a constant: what any bot on Bolt costs at least.
import bolt from '@slack/bolt';

const app = new bolt.App({
  signingSecret: process.env['SLACK_SIGNING_SECRET'] ?? '',
  authorize: async () => ({ botToken: 'xoxb-1', botId: 'B1', botUserId: 'U1' }),
  logLevel: bolt.LogLevel.ERROR,
});
app.command('/scout', async ({ ack }) => ack('6 robots: 2 running, 1 needs a look'));
await app.start({ port: Number(process.env['PORT']), host: '127.0.0.1' });

import { randomBytes } from 'node:crypto';
import { readConfig } from '../../src/settings/config.ts';

const scout = { SCOUT_URL: 'https://scout.example', SCOUT_API_TOKEN: 'token' };
const key = randomBytes(32).toString('base64');
const installs = {
  ...scout,
  SLACK_CLIENT_ID: '1.2',
  SLACK_CLIENT_SECRET: 'client-s3cret',
  SLACK_SIGNING_SECRET: 's3cret',
  SECRET_KEY: key,
  PUBLIC_URL: 'https://bot.plant.example/',
};

test('a client id and its secret are for an app that several workspaces install', () => {
  const { slack } = readConfig(installs);
  expect(slack).toEqual({
    mode: { kind: 'http', signingSecret: 's3cret' },
    install: {
      clientId: '1.2',
      clientSecret: 'client-s3cret',
      stateSecret: expect.stringMatching(/^[\w-]{43}$/),
      publicUrl: 'https://bot.plant.example',
      moreScopes: [],
    },
  });
});

test('more scopes can be asked for, of those that the bot has a use for', () => {
  const SLACK_MORE_SCOPES = 'channels:history, usergroups:read';
  const moreScopes = readConfig({ ...installs, SLACK_MORE_SCOPES }).slack?.install?.moreScopes;
  expect(moreScopes).toEqual(['channels:history', 'usergroups:read']);
  expect(() => readConfig({ ...installs, SLACK_MORE_SCOPES: 'admin' })).toThrow(/^SLACK_MORE_SCOPES is not right/);
});

test('all processes with the same SECRET_KEY sign installs alike, and nobody reads the key from it', () => {
  const stateSecrets = [key, key, randomBytes(32).toString('base64')].map(
    (SECRET_KEY) => readConfig({ ...installs, SECRET_KEY }).slack?.install?.stateSecret ?? '',
  );
  expect(stateSecrets[1]).toBe(stateSecrets[0]);
  expect(stateSecrets[2]).not.toBe(stateSecrets[0]);
  expect(Buffer.from(stateSecrets[0] ?? '', 'base64url')).not.toEqual(Buffer.from(key, 'base64'));
});

test('the token of one workspace is all that one workspace needs', () => {
  const one = { ...scout, SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's3cret' };
  expect(readConfig(one).slack).toEqual({
    botToken: 'xoxb-1',
    mode: { kind: 'http', signingSecret: 's3cret' },
  });
});

test.each([
  ['SLACK_CLIENT_ID', /^SLACK_CLIENT_ID is missing: set it to the client id/],
  ['SLACK_CLIENT_SECRET', /^SLACK_CLIENT_SECRET is missing: set it to the client secret/],
  ['SLACK_SIGNING_SECRET', /^SLACK_SIGNING_SECRET is missing: set it to the signing secret/],
  ['SECRET_KEY', /^SECRET_KEY is missing: set it to 32 random bytes/],
  ['PUBLIC_URL', /^PUBLIC_URL is missing: set it to the address by which browsers reach the bot/],
])('without %s the start stops and says what to set', (name, message) => {
  expect(() => readConfig({ ...installs, [name]: undefined })).toThrow(message);
});

test.each([
  [{ SLACK_BOT_TOKEN: 'xoxb-1' }, /^SLACK_CLIENT_ID is set beside SLACK_BOT_TOKEN: keep/],
  [{ SLACK_APP_TOKEN: 'xapp-1' }, /^SLACK_CLIENT_ID is set beside SLACK_APP_TOKEN: .* remove SLACK_APP_TOKEN\.$/],
])('what is of one workspace alone cannot stand beside it: %j', (more, message) => {
  expect(() => readConfig({ ...installs, ...more })).toThrow(message);
});

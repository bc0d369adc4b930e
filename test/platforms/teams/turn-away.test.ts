import { note, privateReply, text } from '../../../src/core/reply.ts';
import type { TurnedAway } from '../../../src/platforms/teams/options.ts';
import { buttonPress, channelMention, installation, personalMessage, TENANT } from './activities.ts';
import { startTeams, type TeamsUnderTest } from './adapter-under-test.ts';
import { keyPair } from './token-authority.ts';

const OTHER = 'tenant-2';
const SENTENCE = 'Not in this tenant. Ask #ops-help.';

let it: TeamsUnderTest;
let turnedAway: TurnedAway[];
let isSilent: boolean;

beforeEach(async () => {
  turnedAway = [];
  isSilent = false;
  it = await startTeams({
    turnAway(message) {
      turnedAway.push(message);
      const reply = privateReply(text('Not in this tenant.'), note('Ask #ops-help.'));
      return { reply, ...(isSilent && { silent: true }) };
    },
  });
});

afterEach(() => it.close());

const elsewhere = { conversation: { id: 'a:9', tenantId: OTHER, conversationType: 'personal' }, channelData: {} };

/** Everything that was sent, when all that is under way is done. */
async function sent() {
  await it.adapter.close();
  return it.connector.calls;
}

/** The one thing that was sent is the sentence, in that conversation. */
async function expectSentenceAlone(conversation: string): Promise<void> {
  const calls = await sent();
  expect(calls).toMatchObject([{ method: 'POST', conversation, body: { type: 'message' } }]);
  const card = JSON.stringify(calls[0]?.body);
  for (const words of ['Not in this tenant.', 'Ask #ops-help.']) expect(card).toContain(words);
  expect(card).not.toMatch(/"Action\.|"Input\./);
  expect(it.asked).toEqual([]);
}

test('a message from another tenant is answered with the sentence alone, and the bot never hears of it', async () => {
  const response = await it.send(personalMessage(it.connector.serviceUrl, 'robots', elsewhere));
  expect([response.status, await response.text()]).toEqual([200, '']);
  await expectSentenceAlone('a:9');
  expect(turnedAway).toMatchObject([
    { sender: { id: '29:ann' }, conversation: { platform: 'teams', team: OTHER, channel: 'a:9', kind: 'direct' } },
  ]);
  expect(await turnedAway[0]?.sender.name()).toBe('Ann');
  expect(JSON.stringify(turnedAway)).not.toContain('robots');
});

test('a mention in a channel of another tenant is answered in its thread, and words to others are not', async () => {
  const conversation = {
    id: '19:c@thread.tacv2;messageid=7',
    tenantId: OTHER,
    conversationType: 'channel',
    isGroup: true,
  };
  const { serviceUrl } = it.connector;
  await it.send(channelMention(serviceUrl, 'robots', '7', { conversation, channelData: {} }));
  await it.send(personalMessage(serviceUrl, 'lunch?', { conversation, channelData: {} }));
  await expectSentenceAlone('19:c@thread.tacv2;messageid=7');
});

test('what a button carries as a message is not carried out', async () => {
  await it.send(
    personalMessage(it.connector.serviceUrl, '', { ...elsewhere, value: { command: 'subscribe daily 07:00' } }),
  );
  await expectSentenceAlone('a:9');
});

test('whoever installs the bot in another tenant is greeted with the sentence', async () => {
  await it.send(installation(it.connector.serviceUrl, elsewhere));
  await expectSentenceAlone('a:9');
});

test.each<[string, object]>([
  ['a button', { command: 'robots' }],
  ['a button whose answer takes the place of the card', { command: 'robots', inPlace: true }],
  ['a form', { command: 'subscribe daily', inPlace: true, fields: [{ input: '0-at' }], '0-at': '08:00' }],
])('%s that is pressed in another tenant gets the sentence as its line, and nothing else comes', async (_, data) => {
  const response = await it.send(buttonPress(it.connector.serviceUrl, { ...data }, elsewhere));
  expect([response.status, await response.json()]).toEqual([
    200,
    { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: SENTENCE },
  ]);
  expect([await sent(), it.asked]).toEqual([[], []]);
});

test('what is to be said no more is only acknowledged; a button still needs its line', async () => {
  isSilent = true;
  const { serviceUrl } = it.connector;
  const message = await it.send(personalMessage(serviceUrl, 'robots', elsewhere));
  const press = await it.send(buttonPress(serviceUrl, { command: 'robots' }, elsewhere));
  expect([message.status, await message.text(), await press.json()]).toMatchObject([200, '', { value: SENTENCE }]);
  expect(await sent()).toEqual([]);
});

test.each<[string, string, object, number]>([
  ['an invoke that no button of the bot makes', 'invoke', { name: 'fileConsent/invoke' }, 400],
  ['a reaction', 'messageReaction', {}, 200],
  ['a removal', 'installationUpdate', { action: 'remove' }, 200],
])('%s from another tenant is told nothing', async (_, type, fields, status) => {
  const activity = personalMessage(it.connector.serviceUrl, '', { ...elsewhere, type, ...fields });
  const response = await it.send(activity);
  expect([response.status, await response.text(), await sent()]).toEqual([status, '', []]);
  expect(turnedAway).toEqual([]);
});

test('what names an allowed tenant beside another one is of the other', async () => {
  await it.send(personalMessage(it.connector.serviceUrl, 'robots', { channelData: { tenant: { id: OTHER } } }));
  await expectSentenceAlone('a:personal-1');
  expect(turnedAway[0]?.conversation.team).toBe(OTHER);
});

test('a tenant is the same in capitals', async () => {
  it.answerWith(() => privateReply(text('Here.')));
  const conversation = { id: 'a:1', tenantId: TENANT.toUpperCase(), conversationType: 'personal' };
  await it.send(personalMessage(it.connector.serviceUrl, 'robots', { conversation, channelData: {} }));
  await sent();
  expect([it.asked.length, turnedAway]).toEqual([1, []]);
});

test('nobody is told before the token was looked at, nor at an address that is not allowed', async () => {
  const { serviceUrl } = it.connector;
  const body = JSON.stringify(personalMessage(serviceUrl, 'robots', elsewhere));
  const stranger = 'https://stranger.example/';
  const answers = [
    await it.knock(body),
    await it.knock(body, `Bearer ${it.authority.sign(serviceUrl, { key: keyPair().privateKey })}`),
    await it.knock(
      JSON.stringify(personalMessage(stranger, 'robots', elsewhere)),
      `Bearer ${it.authority.sign(stranger)}`,
    ),
  ];
  expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
  expect([await sent(), turnedAway]).toEqual([[], []]);
});

import { setTimeout as sleep } from 'node:timers/promises';
import type { Bot } from '../../src/core/bot.ts';
import { reply, text } from '../../src/core/reply.ts';
import type { Meter } from '../../src/watching/meter.ts';
import { currentRequest, followRequest } from '../../src/watching/request.ts';
import { createWatch } from '../../src/watching/watch.ts';
import { messageOf } from '../fixtures/ask.ts';

/** A meter that keeps what it is told, and a clock that goes on by a second each time it is read. */
function setUp() {
  const told: unknown[][] = [];
  const meter = new Proxy({} as Meter, {
    get:
      (_, name) =>
      (...values: unknown[]) =>
        void told.push([name, ...values]),
  });
  let at = 0;
  return {
    told,
    watch: createWatch({ meter, clock: () => (at += 1_000) }),
    ofNothing: createWatch({ clock: () => 0 }),
  };
}

const FLEET = { kind: 'fleet', site: 'north' } as const;
const ANSWER = { reply: reply(text('6 robots')), command: 'robots', understood: 'typed', failed: false } as const;

test('a question without a request of its own is followed under the id of its message', async () => {
  const { watch } = setUp();
  const seen: unknown[] = [];
  const bot = watch.bot({
    async answer() {
      await sleep(1);
      seen.push(currentRequest());
      return ANSWER;
    },
  });
  await Promise.all(['one', 'two'].map((id) => bot.answer({ ...messageOf('robots'), id })));
  await followRequest('event', () => bot.answer({ ...messageOf('robots'), id: 'view' }));
  expect(seen).toEqual(['one', 'two', 'event']);
  expect(currentRequest()).toBeUndefined();
});

test('an answer is counted with its time, and given on as it is', async () => {
  const { told, watch } = setUp();
  const answering = Promise.resolve(ANSWER);
  const bot: Bot = { answer: () => answering };
  expect(watch.bot(bot).answer(messageOf('robots'))).toBe(answering);
  await answering;
  expect(told).toEqual([['answered', 'test', ANSWER, 1]]);
});

test('each try of a request is counted, also one without an answer, whose error goes on', async () => {
  const { told, watch } = setUp();
  const { request } = watch.source(FLEET);
  expect(await request({ path: '/robots' }, async () => ({ status: 503 }))).toEqual({ status: 503 });
  const failing = request({ path: '/robots' }, () => Promise.reject(new Error('no way')));
  await expect(failing).rejects.toThrow('no way');
  expect(told).toEqual([
    ['asked', FLEET, 503, 1],
    ['asked', FLEET, undefined, 1],
  ]);
});

test.each([
  ['Ev0123ABC', { accept: 'a', 'x-request-id': 'Ev0123ABC' }],
  ['13345224609.738474920.8088930838d88f008e0', expect.objectContaining({ 'x-request-id': expect.any(String) })],
  ['f:1d5b-9a\r\nauthorization: Basic eA==', { accept: 'a' }],
  ['é', { accept: 'a' }],
  ['a'.repeat(129), { accept: 'a' }],
  ['', { accept: 'a' }],
])('the id of a request goes to the source as a header, where it can: %j', async (id, headers) => {
  const { watch } = setUp();
  const sent: unknown[] = [];
  const send = async (request: object) => ({ status: sent.push(request) });
  await followRequest(id, () => watch.source(FLEET).request({ path: '/', headers: { accept: 'a' } }, send));
  expect(sent).toEqual([{ path: '/', headers }]);
});

test('an acknowledgement is timed from the arrival of its event', () => {
  const { told, watch } = setUp();
  const acknowledged = watch.platform('slack').arrived();
  expect(told).toEqual([]);
  acknowledged();
  expect(told).toEqual([['acknowledged', 'slack', 1]]);
});

test('a delivery is followed under its id, and what became of it is counted', async () => {
  const { told, watch } = setUp();
  const { follow, ended, failed } = watch.deliveries;
  expect(await follow({ id: 'd1', platform: 'slack' }, async () => currentRequest())).toBe('d1');
  ended('slack', 'missed', 3);
  ended('slack', 'late');
  failed('teams', 'paused');
  expect(told).toEqual([
    ['deliveryEnded', 'slack', 'missed', 3],
    ['deliveryEnded', 'slack', 'late', 1],
    ['deliveryFailed', 'teams', 'paused'],
  ]);
});

test('where nothing is counted or traced everything goes on as it is', async () => {
  const { ofNothing } = setUp();
  const answering = Promise.resolve(ANSWER);
  expect(ofNothing.bot({ answer: () => answering }).answer(messageOf('robots'))).toBe(answering);
  const source = ofNothing.source(FLEET);
  expect(await source.request({ path: '/' }, async () => ({ status: 200 }))).toEqual({ status: 200 });
  expect([source.lookedUp('hit'), source.loggedIn('refused'), ofNothing.platform('slack').arrived()()]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

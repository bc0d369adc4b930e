import type { AccessRules } from '../../src/access/access.ts';
import { createGuard } from '../../src/access/guard.ts';
import { createPlaces } from '../../src/access/places.ts';
import { createRoles } from '../../src/access/roles.ts';
import type { Bot } from '../../src/core/bot.ts';
import { reply, text } from '../../src/core/reply.ts';
import { settledAtOnce } from '../../src/core/settled-at-once.ts';
import { noLog } from '../fixtures/ask.ts';
import { createGuardedWorld, type GuardedWorld } from './guarded-world.ts';
import { aUser, place, said, standing } from './people.ts';

const worlds: GuardedWorld[] = [];

afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close();
});

async function guarded(rules: Partial<AccessRules> = {}): Promise<GuardedWorld> {
  const world = await createGuardedWorld(rules);
  worlds.push(world);
  return world;
}

const PER_MINUTE = { count: 2, perMs: 60_000 };

describe('who may ask', () => {
  test('without rules everybody is answered as ever, and nothing is written down of it', async () => {
    const world = await guarded();
    expect(await world.say(said('robots', standing('guest')))).toMatch(/^5 robots/);
    expect(await world.audited()).toEqual([]);
  });

  test('whoever may not ask gets one sentence, whom to ask, and nothing else', async () => {
    const world = await guarded({ roles: { viewers: ['U2'], admins: [] } });
    const answer = await world.answer(said('robots'));
    expect(answer.reply.audience).toBe('sender');
    expect(await world.say(said('robots'))).toBe(
      'Only people with the role viewer may ask me here, and you do not have it.\nTo change that, ask #ops-help.',
    );
    expect(await world.say(said('robots', aUser('U2')))).toMatch(/^5 robots/);
    expect(await world.audited()).toEqual(['refusal U1 (needs viewer)', 'refusal U1 (needs viewer)']);
  });

  test('what was asked stands nowhere', async () => {
    const world = await guarded({ places: { channels: ['C2'] } });
    await world.say(said('robots secret-question'));
    expect(await world.audited()).toEqual(['refusal U1 (channel not allowed)']);
    expect(world.log).toEqual([
      { level: 'info', message: 'refused', values: { id: 'Ev1', platform: 'slack', reason: 'channel not allowed' } },
    ]);
    expect(JSON.stringify([world.entries, world.log])).not.toContain('secret-question');
  });

  test.each([
    [{ places: { workspaces: ['T2'] } }, 'I do not answer in this workspace.'],
    [{ places: { channels: ['C2'] } }, 'I do not answer in this channel.'],
  ])('a message from elsewhere is answered with whom to ask', async (rules, words) => {
    const world = await guarded({ ...rules, contact: 'ada@example.com' });
    expect(await world.say(said('robots'))).toBe(`${words}\nTo change that, ask ada@example.com.`);
  });
});

describe('who may change something', () => {
  test('a member may, and it is written down with its whole line', async () => {
    const world = await guarded();
    expect(await world.say(said('subscribe daily 07:00', standing('member')))).toContain('subscribed this channel');
    expect(await world.say(said('please pause k2m2', standing('member')))).toContain('paused k2m2');
    expect(await world.audited()).toEqual([
      'change U1 subscribe: subscribe daily 07:00',
      'change U1 pause: please pause k2m2',
    ]);
  });

  test('a guest may not, is told why and whom to ask, and nothing has changed', async () => {
    const world = await guarded();
    expect(await world.say(said('subscribe daily 07:00', standing('guest')))).toBe(
      [
        'You are a guest here: you may ask me, but subscribe needs the role subscriber, which only members have.',
        'To change that, ask #ops-help.',
      ].join('\n'),
    );
    expect(await world.say(said('subscriptions', standing('guest')))).toContain('Nothing comes here by itself.');
    expect(await world.audited()).toEqual([
      'refusal U1 subscribe: subscribe daily 07:00 (needs subscriber, is a guest)',
    ]);
  });

  test.each([
    'subscribe',
    'subscribe daily 07:00',
    'change k2m2 08:00',
    'change k2m2',
    'pause k2m2',
    'resume k2m2',
    'unsubscribe k2m2',
    'undo',
  ])('%s needs the role subscriber', async (line) => {
    const world = await guarded({ roles: { subscribers: ['U2'], admins: [] } });
    await world.say(said('subscribe daily 07:00', aUser('U2')));
    expect(await world.say(said(line))).toContain('needs the role subscriber, which you do not have.');
    expect((await world.audited()).at(-1)).toContain('(needs subscriber)');
  });

  test('a form that was only shown has changed nothing, nor has a line that was not understood', async () => {
    const world = await guarded();
    const answer = await world.answer(said('subscribe', standing('member')));
    expect(answer.reply.blocks.some(({ kind }) => kind === 'form')).toBe(true);
    await world.say(said('subscribe daily 25:00', standing('member')));
    await world.say(said('undo', standing('member')));
    expect(await world.audited()).toEqual([]);
  });

  test('what only its creator or an admin may change is a refusal too', async () => {
    const world = await guarded();
    await world.say(said('subscribe daily 07:00', standing('member', 'U1')));
    expect(await world.say(said('unsubscribe k2m2', standing('member', 'U2')))).toBe(
      [
        "Only U1's name, who made k2m2, or an admin of this bot may change it.",
        'To change that, ask #ops-help.',
        '[Subscriptions: subscriptions]',
      ].join('\n'),
    );
    expect((await world.audited()).at(-1)).toBe('refusal U2 unsubscribe: unsubscribe k2m2 (needs admin)');
  });

  test('a guest who wants a robot moved is told that nobody can do that here', async () => {
    const world = await guarded();
    expect(await world.say(said('pause Rex', standing('guest')))).not.toContain('role');
    expect(await world.audited()).toEqual([]);
  });
});

describe('how much is asked', () => {
  test('whoever asks too much is told once when to ask again, and is answered then', async () => {
    const world = await guarded({ rates: { user: PER_MINUTE } });
    await world.say(said('robots'));
    world.pass(20_000);
    await world.say(said('robots'));
    world.pass(16_500);
    const first = await world.answer(said('robots'));
    expect(first).toMatchObject({ failed: true, refused: 'limit of the user' });
    expect(first.silent).toBeUndefined();
    const again = await world.answer(said('robots'));
    expect(again.silent).toBe(true);
    expect(await world.say(said('robots'))).toBe(
      'One moment: I take 2 questions a minute from one person. Ask again in 24 seconds.\nTo change that, ask #ops-help.',
    );
    world.pass(23_500);
    expect(await world.say(said('robots'))).toMatch(/^5 robots/);
    expect(await world.audited()).toEqual(['refusal U1 (limit of the user)']);
  });

  test('a channel is bound by itself, and a direct conversation by its person alone', async () => {
    const world = await guarded({ rates: { channel: PER_MINUTE } });
    for (const id of ['U1', 'U2']) await world.say(said('robots', aUser(id)));
    expect(await world.say(said('robots', aUser('U3')))).toMatch(
      /^One moment: I take 2 questions a minute out of one channel\./,
    );
    expect(await world.say(said('robots', aUser('U3'), place('C2')))).toMatch(/^5 robots/);
    const alone = place('U3', { kind: 'direct' });
    for (let asked = 0; asked < 4; asked++)
      expect(await world.say(said('robots', aUser('U3'), alone))).toMatch(/^5 robots/);
  });

  test('who is refused takes nothing from the others in the channel', async () => {
    const world = await guarded({ rates: { channel: PER_MINUTE }, roles: { viewers: ['U2'], admins: [] } });
    for (let asked = 0; asked < 5; asked++) await world.say(said('robots'));
    expect(await world.say(said('robots', aUser('U2')))).toMatch(/^5 robots/);
  });

  test('a stranger who does not stop is written down no more often than told', async () => {
    const world = await guarded({ rates: { user: PER_MINUTE }, places: { channels: ['C2'] } });
    for (let asked = 0; asked < 50; asked++) await world.say(said('robots'));
    expect(await world.audited()).toEqual([
      'refusal U1 (channel not allowed)',
      'refusal U1 (channel not allowed)',
      'refusal U1 (limit of the user)',
    ]);
  });

  test('where answers wait long for their turn no more are begun, which is told once a minute', async () => {
    const world = await guarded();
    let backlog = 120_000;
    const ask = () => world.answer({ ...said('robots'), backlogMs: () => backlog });
    expect((await ask()).refused).toBeUndefined();
    backlog = 180_000;
    const first = await ask();
    expect(first).toMatchObject({ failed: true, refused: 'too many answers wait' });
    expect(JSON.stringify(first.reply)).toContain('Too many answers wait to be written here. Ask again in 3 minutes.');
    expect([first.silent, (await ask()).silent]).toEqual([undefined, true]);
    world.pass(60_000);
    expect((await ask()).silent).toBeUndefined();
    backlog = 0;
    expect((await ask()).refused).toBeUndefined();
  });

  test.each([
    [{ count: 1, perMs: 3_600_000 }, 'I take 1 question an hour from one person. Ask again in 60 minutes.'],
    [{ count: 1, perMs: 5_000 }, 'I take 1 question within 5 seconds from one person. Ask again in 5 seconds.'],
  ])('the limit is told in words', async (user, words) => {
    const world = await guarded({ rates: { user } });
    await world.say(said('robots'));
    expect(await world.say(said('robots'))).toContain(words);
  });
});

test('an answer from memory still comes at once, so that it can go with the acknowledgement', async () => {
  const ready: Bot = { answer: async () => ({ reply: reply(text('5 robots')), failed: false }) };
  const guard = createGuard(ready, {
    places: createPlaces({}),
    roles: createRoles({ admins: ['U9'] }),
    rates: { user: PER_MINUTE, channel: PER_MINUTE },
    audit: { write() {} },
    contact: '#ops-help',
    now: () => 0,
    log: noLog,
  });
  expect(await settledAtOnce(guard.answer(said('robots')))).toMatchObject({ failed: false });
});

import { createCommands } from '../../src/commands/index.ts';
import type { Store } from '../../src/storage/store.ts';
import { createFakeFleet, hours, NOW } from '../fixtures/fake-fleet.ts';
import { noTools } from '../fixtures/no-tools.ts';
import { createSubscriptionWorld, place, type SubscriptionWorld } from '../fixtures/subscription-world.ts';

let world: SubscriptionWorld;
let now = NOW;
beforeEach(async () => {
  now = NOW;
  world = await createSubscriptionWorld({ now: () => now, admins: ['Root'] });
});
afterEach(() => world.close());

const bob = { as: 'Bob' };
const root = { as: 'Root' };
const other = { in: place('C2') };
const stored = (id: string) => world.store.subscription(id);
const at = (iso: string): number => Date.parse(`${iso}Z`);

const NEW = ['change', 'pause', 'preview', 'resume', 'subscribe', 'subscriptions', 'undo', 'unsubscribe'];
const commands = createCommands({ fleet: createFakeFleet() }, { version: '1', startedAt: 0 }, noTools);

test.each(
  commands
    .filter(({ name }) => NEW.includes(name))
    .flatMap(({ name, examples }) => examples.map((line) => [line, name])),
)('the example "%s" runs %s without an error', async (line, name) => {
  const others = await createSubscriptionWorld({ ids: ['k4m7', 'k4m8'] });
  if (name !== 'subscribe') await others.say('subscribe daily 09:00');
  if (name === 'resume') await others.say('pause');
  const { bot } = others;
  const conversation = place('C1');
  const sender = { id: 'Ada', zone: async () => 'UTC', name: async () => 'Ada' };
  const answer = await bot.answer({ id: 'test', text: line, sender, conversation });
  expect(answer).toMatchObject({ command: name, failed: false });
  await others.close();
});

test('lists what comes here, when, how the last one went and who made it', async () => {
  await world.say('subscribe mon-fri 07:00 robots Rex');
  await world.say('subscribe weekly mon 08:00 in Berlin skip if empty', bob);
  await world.say('subscribe daily 09:00', other);
  now = at('2026-10-22T07:00:05');
  const lease = { now, owner: 'p', leaseMs: 60_000, limit: 9 };
  const [claim] = await world.store.claimDue(lease, () => ({
    deliver: at('2026-10-22T07:00'),
    missed: [],
    nextAt: at('2026-10-23T07:00'),
  }));
  await world.store.begin(claim?.delivery.id ?? '', 'p', now + 60_000);
  await world.store.finish(claim?.delivery.id ?? '', 'p', { state: 'sent', at: now });
  await world.say('pause k2m3 until 2026-11-01', bob);
  expect(await world.say('subscriptions')).toMatchInlineSnapshot(`
"2 subscriptions, 1 paused
k2m2 Monday to Friday at 07:00, UTC time · only Rex
next Fri 23 Oct, 07:00 · last sent 07:00 · by Ada
[Preview: preview k2m2] [Pause: pause k2m2] [Change: change k2m2] [Remove: unsubscribe k2m2]
k2m3 every Monday at 08:00, Europe/Berlin time · not sent when nothing happened
paused until Mon 2 Nov, 08:00 (for you 07:00 on 2 Nov) · none sent yet · by Bob
[Preview: preview k2m3] [Resume: resume k2m3] [Change: change k2m3] [Remove: unsubscribe k2m3]
[Subscribe: subscribe]"
`);
});

test('says that nothing comes here, and how to change that', async () => {
  expect(await world.say('subscriptions')).toMatch(/^Nothing comes here by itself\. Write subscribe daily 07:00/);
});

test('many are shown page by page', async () => {
  for (let hour = 0; hour < 7; hour++) await world.say(`subscribe daily ${hour}:00`);
  expect(await world.say('subscriptions')).toMatch(
    /^7 subscriptions, 1 to 5 shown\n[\s\S]*\[Next 5: subscriptions page 2\]/,
  );
  expect(await world.say('subscriptions page 2')).toMatch(
    /^7 subscriptions, 6 to 7 shown\n[\s\S]*\[Previous 5: subscriptions\]/,
  );
});

test('unsubscribe takes the only one, says who did it, and can be undone', async () => {
  await world.say('subscribe daily 07:00');
  const removed = await world.reply('unsubscribe');
  expect(removed.audience).toBe('everyone');
  expect(removed.blocks[0]).toMatchObject({ text: [{ text: 'Ada removed k2m2: every day at 07:00, UTC time' }] });
  expect(await stored('k2m2')).toMatchObject({ state: 'removed', version: 2 });
  expect(await world.say('undo')).toMatch(
    /^Ada took back "unsubscribe"\nk2m2 every day at 07:00, UTC time · next Thu 22 Oct, 07:00\n/,
  );
  expect(await stored('k2m2')).toMatchObject({ state: 'active', version: 3, nextAt: at('2026-10-22T07:00') });
});

test.each([
  ['unsubscribe', '[k2m2: every day at 07:00, UTC time: unsubscribe k2m2]'],
  ['preview', '[k2m3: every day at 08:00, UTC time: preview k2m3]'],
  ['pause until monday', '[k2m2: every day at 07:00, UTC time: pause k2m2 until monday]'],
  ['change 09:00 skip if empty', '[k2m2: every day at 07:00, UTC time: change k2m2 09:00 skip if empty]'],
])('where there are several, "%s" asks which one and keeps the words', async (words, offered) => {
  await world.say('subscribe daily 07:00');
  await world.say('subscribe daily 08:00');
  const answer = await world.say(words);
  expect(answer).toMatch(/^There are 2 subscriptions here\. Which one\?/);
  expect(answer).toContain(offered);
});

test('a wrong ID gets those of this conversation, or the way to the first one', async () => {
  expect(await world.say('unsubscribe k9z9')).toContain(
    'There is no subscription k9z9 here, nor any other. Write subscribe daily 07:00',
  );
  await world.say('subscribe daily 07:00');
  const answer = await world.say('pause k9z9 until tomorrow');
  expect(answer).toContain('There is no subscription k9z9 here. There is:');
  expect(answer).toContain('pause k2m2 until tomorrow]');
});

test('what other conversations have is known to those alone who may change it', async () => {
  await world.say('subscribe daily 07:00');
  for (const words of ['preview k2m2', 'change k2m2', 'unsubscribe k2m2', 'pause k2m2']) {
    expect(await world.say(words, { ...bob, ...other })).toMatch(/^There is no subscription k2m2 here/);
  }
  const elsewhere = place('C1', { team: 'T2' });
  expect(await world.say('unsubscribe k2m2', { in: elsewhere })).toMatch(/^There is no subscription k2m2 here/);
  expect(await world.say('unsubscribe k2m2', { ...root, in: elsewhere })).toMatch(
    /^There is no subscription k2m2 here/,
  );
  expect(await world.say('preview K2M2', other)).toMatch(
    /^A summary of all\nPreview of k2m2, seen by you alone: every day/,
  );
  expect(await world.say('preview k2m2', { ...root, ...other })).toMatch(/^A summary of all\n/);
});

test('only who made it or an admin changes it; others are told who may', async () => {
  await world.say('subscribe daily 07:00');
  for (const words of ['unsubscribe k2m2', 'pause', 'change k2m2 08:00', 'resume k2m2']) {
    if (words.startsWith('resume')) await world.say('pause');
    expect(await world.say(words, bob)).toMatch(/^Only Ada, who made k2m2, or an admin of this bot may change it\./);
  }
  expect(await world.say('resume', root)).toMatch(/^Root resumed k2m2/);
});

test('a change made elsewhere is told where it applies, with who did it', async () => {
  await world.say('subscribe daily 07:00');
  const answer = await world.reply('pause k2m2', other);
  expect(answer.audience).toBe('sender');
  expect(JSON.stringify(answer.blocks)).toContain('You paused k2m2 in another conversation');
  expect(world.announced.map(({ channel }) => channel)).toEqual(['C1']);
  expect(JSON.stringify(world.announced)).toContain('Ada paused k2m2');
  expect(JSON.stringify(world.announced)).toContain('every day at 07:00, UTC time');
  world.closed.add('C1');
  expect(await world.say('unsubscribe k2m2', other)).toContain('I could not say so there.');
  world.closed.clear();
  expect(await world.say('undo', other)).toContain('I said so there too, with your name.');
  expect(JSON.stringify(world.announced[1])).toContain('Ada took back');
});

test.each([
  ['tomorrow', '2026-10-22T07:00'],
  ['monday', '2026-10-26T07:00'],
  ['next week', '2026-10-26T07:00'],
  ['monday 12:00', '2026-10-27T07:00'],
  ['wednesday', '2026-10-28T07:00'],
  ['2026-12-24', '2026-12-24T07:00'],
  ['18:00', '2026-10-22T07:00'],
  ['7am', '2026-10-22T07:00'],
  ['tomorrow at 8', '2026-10-23T07:00'],
])('pause until %s lets the first planned time from then on come', async (until, expected) => {
  await world.say('subscribe daily 07:00');
  const answer = await world.say(`pause until ${until}`);
  expect(answer).toMatch(/^Ada paused k2m2 until ... \d\d? ..., 07:00\nevery day at 07:00, UTC time\n/);
  expect(answer.includes('That leaves nothing out')).toBe(expected === '2026-10-22T07:00');
  expect(await stored('k2m2')).toMatchObject({ state: 'paused', nextAt: at(expected) });
});

test.each([
  ['2026-10-01', '2026-10-01 is over. Write pause k2m2 until tomorrow'],
  [
    '2026-02-30',
    'I know no moment "2026-02-30". Write pause k2m2 until tomorrow, until monday, until 18:00 or a date as in until 2026-10-28.',
  ],
  ['mnday', 'I know no moment "mnday".'],
  ['tomorrow 7:65', 'I know no moment "tomorrow 7:65".'],
  ['', 'I know no moment "".'],
])('pause until "%s" gets what to write instead', async (until, said) => {
  await world.say('subscribe daily 07:00');
  const answer = await world.say(`pause k2m2 until ${until}`);
  expect(answer).toContain(said);
  expect(answer).toContain('[Until tomorrow: pause k2m2 until tomorrow]');
});

test.each([
  ['3 days', '2026-10-25T07:00'],
  ['a week', '2026-10-29T07:00'],
  ['21 hours', '2026-10-23T07:00'],
])('pause for %s lets the first planned time after that come', async (span, expected) => {
  await world.say('subscribe daily 07:00');
  await world.say(`pause k2m2 for ${span}`);
  expect(await stored('k2m2')).toMatchObject({ state: 'paused', nextAt: at(expected) });
  expect(await world.say('pause for some days')).toContain('I know no moment "for some days". Write pause until');
});

test('what goes for one at a time is not done to all', async () => {
  await world.say('subscribe daily 07:00');
  expect(await world.say('unsubscribe all')).toMatch(/^That goes for one subscription at a time\. There is:\n\[k2m2: /);
  expect(await stored('k2m2')).toMatchObject({ state: 'active' });
});

test('paused without an end it waits for resume', async () => {
  await world.say('subscribe daily 07:00');
  expect(await world.say('pause')).toMatch(/^Ada paused k2m2 until it is resumed\nevery day at 07:00, UTC time\n/);
  expect(await stored('k2m2')).not.toHaveProperty('nextAt');
  now += hours(48);
  expect(await world.say('resume')).toMatch(/^Ada resumed k2m2: [^\n]*\nNext: Sat 24 Oct, 07:00/);
  expect(await stored('k2m2')).toMatchObject({ state: 'active', nextAt: at('2026-10-24T07:00') });
  expect(await world.say('resume')).toMatch(/^k2m2 is not paused\./);
});

test('all are paused, resumed and undone together, but those that others made', async () => {
  await world.say('subscribe daily 07:00');
  await world.say('subscribe daily 08:00');
  await world.say('subscribe daily 09:00', bob);
  const paused = await world.say('pause all until monday');
  expect(paused).toMatch(
    /^Ada paused all subscriptions here\nk2m2 .*paused until Mon 26 Oct, 07:00\nk2m3 .*paused until Mon 26 Oct, 08:00\n/,
  );
  expect(paused).toContain('As it was, because only who made it or an admin may change it: k2m4 (by Bob)');
  expect(await world.say('undo')).toMatch(/^Ada took back "pause"\nk2m3 .*next Thu.*\nk2m2 .*next Thu/);
  await world.say('pause all', root);
  expect(await world.say('resume all', root)).toMatch(/^Root resumed what was paused here\n/);
  expect(await world.say('resume all', root)).toMatch(/^Nothing is paused here\./);
  expect(await world.say('pause all', other)).toMatch(/^There are no subscriptions here\./);
});

test('change takes what was said and leaves the rest', async () => {
  await world.say('subscribe mon-fri 07:00 in Berlin robots Rex');
  expect(await world.say('change 08:30')).toMatch(
    /^Ada changed k2m2: Monday to Friday at 08:30, Europe\/Berlin time · only Rex\nNext: Thu 22 Oct, 08:30/,
  );
  expect(await world.say('change k2m2 robots all skip if empty')).toMatch(
    /^Ada changed k2m2: Monday to Friday at 08:30, Europe\/Berlin time · not sent when nothing happened\n/,
  );
  expect(await world.say('change in UTC also if empty')).toMatch(
    /^Ada changed k2m2: Monday to Friday at 08:30, UTC time\n/,
  );
  expect(await world.say('change 7:65')).toContain('7:65 is no time of day. Write change k2m2 07:00.');
  expect(await world.say('change weekly')).toContain('Write change k2m2 weekly mon.');
  expect(await world.say('change #robots 08:00')).toMatch(/^A subscription stays where it is\./);
  expect(await stored('k2m2')).toMatchObject({
    version: 4,
    timetable: { days: [1, 2, 3, 4, 5], times: ['08:30'], zone: 'UTC' },
  });
});

test('a change that makes two the same is refused', async () => {
  await world.say('subscribe daily 07:00');
  await world.say('subscribe daily 08:00');
  expect(await world.say('change k2m3 07:00')).toMatch(/^That subscription is there already: k2m2/);
});

test('a change of a paused one leaves it paused', async () => {
  await world.say('subscribe daily 07:00');
  await world.say('pause until monday');
  await world.say('change 06:00');
  expect(await stored('k2m2')).toMatchObject({ state: 'paused', nextAt: at('2026-10-27T06:00') });
  await world.say('pause');
  await world.say('change 05:00');
  expect(await stored('k2m2')).not.toHaveProperty('nextAt');
});

test('change without words shows a form with what holds now, also with unusual days and times', async () => {
  await world.say('subscribe mon,wed 06:00,14:00 in Berlin robots Rex, "Old Tom" skip if empty');
  const { blocks, audience } = await world.reply('change');
  expect(audience).toBe('sender');
  const form = blocks.find((block) => block.kind === 'form');
  expect(form?.command).toBe('change k2m2');
  expect(form?.fields.map(({ initial }) => initial)).toEqual([
    'mon,wed',
    '06:00, 14:00',
    'Europe/Berlin',
    '"Rex", "Old Tom"',
    'skip if empty',
  ]);
  expect(form?.fields[0]).toMatchObject({
    options: expect.arrayContaining([{ label: 'Monday and Wednesday', words: 'mon,wed' }]),
  });
});

test('undo takes back one change after the other, the newest first, and each once', async () => {
  await world.say('subscribe daily 07:00');
  now += 1_000;
  await world.say('change 08:00');
  now += 1_000;
  await world.say('pause');
  expect(await world.say('undo')).toMatch(/^Ada took back "pause"\nk2m2 every day at 08:00, UTC time · next/);
  expect(await world.say('undo')).toMatch(/^Ada took back "change"\nk2m2 every day at 07:00, UTC time · next/);
  expect(await world.say('undo')).toMatch(/^Ada took back "subscribe"\nk2m2 every day at 07:00, UTC time · removed/);
  expect(await world.say('undo')).toMatch(/^You have changed nothing here that I could undo\./);
  expect(await world.say('undo', bob)).toMatch(/^You have changed nothing here/);
});

test('undo leaves what somebody else has changed since, and says so', async () => {
  await world.say('subscribe daily 07:00');
  await world.say('change 08:00', root);
  expect(await world.say('undo')).toMatch(
    /^k2m2 has been changed by somebody else since your subscribe, so I left it as it is\./,
  );
  expect(await stored('k2m2')).toMatchObject({ version: 2, timetable: { times: ['08:00'] } });
});

test('that a summary was sent in between does not hinder undo', async () => {
  await world.say('subscribe daily 07:00');
  now += 1_000;
  await world.say('change 08:00');
  now = at('2026-10-22T08:00:01');
  await world.store.claimDue({ now, owner: 'p', leaseMs: 60_000, limit: 9 }, () => ({
    missed: [],
    nextAt: at('2026-10-23T08:00'),
  }));
  expect(await world.say('undo')).toMatch(/^Ada took back "change"\nk2m2 .*next Fri 23 Oct, 07:00/);
});

test('undo of a pause that is over makes the subscription active', async () => {
  await world.say('subscribe daily 07:00');
  now += 1_000;
  await world.say('pause until tomorrow');
  now += 1_000;
  await world.say('unsubscribe');
  now += hours(72);
  await world.say('undo');
  expect(await stored('k2m2')).toMatchObject({ state: 'active', nextAt: at('2026-10-25T07:00') });
});

test('undo does not bring back what has been made anew', async () => {
  await world.say('subscribe daily 07:00');
  await world.say('unsubscribe');
  await world.say('subscribe daily 07:00', bob);
  expect(await world.say('undo')).toMatch(/^That subscription is there already: k2m3/);
});

/** A store in which somebody else saves first, so many times. */
function contested(store: Store, times: number): Store {
  let left = times;
  return {
    ...store,
    async save(subscription, change) {
      if (subscription.version > 1 && left-- > 0) {
        const before = await store.subscription(subscription.id);
        if (before) await store.save({ ...before, version: before.version + 1, skipEmpty: true });
      }
      return store.save(subscription, change);
    },
  };
}

test('two changes at once do not overwrite each other', async () => {
  const others = await createSubscriptionWorld({ wrap: (store) => contested(store, 1) });
  await others.say('subscribe daily 07:00');
  expect(await others.say('change 08:00')).toMatch(
    /^Ada changed k2m2: every day at 08:00, UTC time · not sent when nothing happened/,
  );
  await others.close();
});

test('who is overtaken twice is asked to say it again', async () => {
  const others = await createSubscriptionWorld({ wrap: (store) => contested(store, 2) });
  await others.say('subscribe daily 07:00');
  expect(await others.say('pause')).toMatch(/^Somebody else is changing k2m2 at this moment\. Say it again\./);
  expect(await others.store.subscription('k2m2')).toMatchObject({ state: 'active' });
  await others.close();
});

test('preview is for the asker alone', async () => {
  await world.say('subscribe daily 07:00 robots Rex');
  const { audience, blocks } = await world.reply('preview');
  expect(audience).toBe('sender');
  expect(JSON.stringify(blocks)).toContain('A summary of Rex');
});

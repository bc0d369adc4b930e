import { formLine } from '../../src/core/form.ts';
import { fc } from '../fixtures/property.ts';
import { createSubscriptionWorld, place, type SubscriptionWorld } from '../fixtures/subscription-world.ts';

let world: SubscriptionWorld;
beforeEach(async () => {
  world = await createSubscriptionWorld();
});
afterEach(() => world.close());

test('reads back what was understood, the next three times and what can be done', async () => {
  expect(await world.say('subscribe mon-fri 7am in berlin robots rex, daisy skip if empty')).toMatchInlineSnapshot(`
"Ada subscribed this channel to the fleet summary: Monday to Friday at 07:00, Europe/Berlin time · only Rex and Daisy · not sent when nothing happened
Next: Thu 22 Oct, 07:00 (for you 05:00 tomorrow) · Fri 23 Oct, 07:00 · Mon 26 Oct, 07:00
ID: k2m2
[Preview: preview k2m2] [Change: change k2m2] [Remove: unsubscribe k2m2] [Undo: undo]"
`);
});

test('shows the times by the clock of the zone, and by the reader’s where it is another one', async () => {
  const inBerlin = await world.say('subscribe daily 07:00', { zone: 'Europe/Berlin' });
  expect(inBerlin).toContain('every day at 07:00, Europe/Berlin time');
  expect(inBerlin).toContain('Next: Thu 22 Oct, 07:00 · Fri 23 Oct, 07:00 · Sat 24 Oct, 07:00\n');
  const elsewhere = await world.say('subscribe daily 08:00 in Berlin', { zone: 'America/New_York' });
  expect(elsewhere).toContain('Next: Thu 22 Oct, 08:00 (for you 02:00 tomorrow) · ');
});

test('keeps what was said, without the thread', async () => {
  const thread = place('C1', { thread: 't1' });
  await world.say('subscribe weekly mon 08:00 in Berlin robots "old tom", spot site North also if empty', {
    in: thread,
  });
  expect(await world.store.subscription('k2m2')).toEqual({
    id: 'k2m2',
    version: 1,
    conversation: place('C1'),
    summary: 'fleet',
    timetable: { days: [1], times: ['08:00'], zone: 'Europe/Berlin' },
    robots: ['Old Tom', 'Spot-01', 'Spot-02'],
    site: 'north',
    skipEmpty: false,
    creator: { id: 'Ada', name: 'Ada' },
    createdAt: Date.parse('2026-10-21T10:19:00Z'),
    state: 'active',
    nextAt: Date.parse('2026-10-26T07:00:00Z'),
  });
  expect(await world.store.changes(9)).toMatchObject([{ action: 'subscribe', subscriptionId: 'k2m2' }]);
});

test.each([
  [
    'daily 7:65',
    '7:65 is no time of day. Write subscribe daily 07:00 in UTC.',
    '[07:00: subscribe daily 07:00 in UTC]',
  ],
  ['daily 25:00', '25:00 is no time of day. Write subscribe daily 07:00 in UTC.', ''],
  ['daily 24:00', '24:00 is no time of day. Write subscribe daily 00:00 in UTC.', ''],
  ['daily 7:5 robots Rex', '7:5 is no time of day. Write subscribe daily 07:05 in UTC robots "Rex".', ''],
  ['daily 13pm', '13pm is no time of day. Write subscribe daily 13:00 in UTC.', ''],
  [
    'mon-fri',
    'A time of day is missing. Write subscribe mon-fri 07:00 in UTC.',
    '[At 07:00: subscribe mon-fri 07:00 in UTC]',
  ],
  [
    'weekly 08:00',
    'For weekly, a day of the week is missing. Write subscribe weekly mon 08:00 in UTC.',
    '[Fridays: subscribe weekly fri 08:00 in UTC]',
  ],
  ['weekly mnday 08:00', 'mnday is no day of the week. Write subscribe weekly mon 08:00 in UTC.', ''],
  [
    'mon, wendsday and frday 08:00',
    'wendsday is no day of the week. frday is no day of the week. Write subscribe mon,wed,fri 08:00 in UTC.',
    '[Do that: subscribe mon,wed,fri 08:00 in UTC]',
  ],
  ['mon-fry 08:00', 'mon-fry is no day of the week. Write subscribe mon-fri 08:00 in UTC.', ''],
  [
    'daily 07:00 in Berln',
    'I know no time zone Berln. Nearest: Europe/Berlin',
    '[Europe/Berlin: subscribe daily 07:00 in Europe/Berlin]',
  ],
  [
    'daily 07:00 in Xqzw',
    'I know no time zone Xqzw. Name a large city with the same clocks, or a zone such as Europe/Berlin. Write subscribe daily 07:00 in UTC.',
    '',
  ],
  [
    'daily 07:00 PST',
    'I know no time zone pst. Nearest: America/Los_Angeles. Write subscribe daily 07:00 in America/Los_Angeles.',
    '[America/Los_Angeles:',
  ],
  [
    'daily 07:00 Berlin',
    'Berlin is a time zone: "in" belongs before it. Write subscribe daily 07:00 in Europe/Berlin.',
    '[Europe/Berlin:',
  ],
  [
    'monthly 07:00',
    'monthly is not possible: a summary has days of the week and times of day. Write subscribe daily 07:00 in UTC.',
    '[Every day:',
  ],
  [
    'daily 07:00 robots Qqq, Www',
    'No robots are called Qqq and Www. There are Rex, Daisy, Spot-01, Spot-02 and Old Tom. Write subscribe daily 07:00 in UTC robots all.',
    '[All robots: subscribe daily 07:00 in UTC robots all]',
  ],
  [
    'daily 07:00 robots Rexx',
    'No robot is called Rexx. Nearest: Rex. Write subscribe daily 07:00 in UTC robots "Rex".',
    '[Rex: subscribe daily 07:00 in UTC robots "Rex"]',
  ],
  [
    'daily 07:00 robots Rex, Qqq skip if empty',
    'No robot is called Qqq. There are Rex, Daisy, Spot-01, Spot-02 and Old Tom. Write subscribe daily 07:00 in UTC robots "Rex" skip if empty.',
    '',
  ],
  [
    'daily 07:00 Rex',
    'Rex is a robot: "robots" belongs before the names. Write subscribe daily 07:00 in UTC robots "Rex".',
    '[Only Rex:',
  ],
  [
    'daily 07:00 site south me',
    'I know no site south; this is north. Write subscribe daily 07:00 in UTC site "north" me.',
    '[Site north:',
  ],
  [
    'daily 07:00 quickly here',
    'I can\'t make anything of "quickly" here. Write subscribe daily 07:00 in UTC here.',
    '[Without it:',
  ],
  [
    'weekly 7:65 in Berln',
    '7:65 is no time of day. For weekly, a day of the week is missing. I know no time zone Berln. Nearest: Europe/Berlin',
    '[Do that: subscribe weekly mon 07:00 in Europe/Berlin]',
  ],
  [
    'how can I get a report at 9?',
    'I can\'t make anything of "how can I get report" here. Write subscribe daily 09:00 in UTC.',
    '[Without it: subscribe daily 09:00 in UTC]',
  ],
])('"subscribe %s" gets the right form with its own words', async (words, said, pressed) => {
  const answer = await world.reply(`subscribe ${words}`);
  const text = await world.say(`subscribe ${words}`);
  expect(answer.audience).toBe('sender');
  expect(text.replaceAll('`', '')).toContain(said);
  expect(text).toContain(pressed);
  expect(await world.store.subscriptionsOf(place('C1'))).toEqual([]);
});

test('whatever is written is answered, and what can be pressed then is understood', async () => {
  const word = fc.constantFrom(
    ...'daily mon-fri weekly 07:00 7:65 at 7 pm in Berlin Berln robots robot Rex Rexx , and site north skip if empty also here me #x all `*<!'.split(
      ' ',
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(word, fc.string({ maxLength: 12 })), { maxLength: 9 }), async (words) => {
      const { blocks } = await world.reply(`subscribe ${words.join(' ')}`);
      expect(JSON.stringify(blocks)).not.toContain('Something went wrong');
      const [first] = blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));
      if (first && 'command' in first && first.command.startsWith('subscribe ') && first.label !== 'Try again') {
        const answer = await world.say(first.command);
        expect(answer).toMatch(/subscribed|is there already|^There are 20|^I cannot tell which channel/);
      }
    }),
    { numRuns: 300 },
  );
});

test('every button of a wrong form can be pressed', async () => {
  for (const words of [
    'daily 7:65',
    'weekly 08:00',
    'daily 09:00 in Berln',
    'daily 10:00 robots Sopt-01',
    'daily 11:00 Rex',
  ]) {
    const { blocks } = await world.reply(`subscribe ${words}`);
    const lines = blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) {
      if ('command' in line) expect(await world.say(line.command)).toContain('Ada subscribed this channel');
    }
  }
});

test('the same subscription twice is refused, and the first one named', async () => {
  await world.say('subscribe daily 07:00 robots Rex, Daisy');
  const again = await world.say('subscribe 7am every day robots Daisy, Rex skip if empty');
  expect(again).toContain(
    'That subscription is there already: k2m2, every day at 07:00, UTC time · only Rex and Daisy.',
  );
  expect(await world.say('subscribe daily 07:00 robots Rex')).toContain('Ada subscribed');
  expect(await world.say('subscribe daily 07:00 robots Rex, Daisy', { in: place('C2') })).toContain('Ada subscribed');
});

test('a conversation has twenty at most', async () => {
  for (let hour = 0; hour < 20; hour++) await world.say(`subscribe daily ${hour}:00`);
  expect(await world.say('subscribe daily 20:00')).toMatch(/^There are 20 subscriptions in that conversation/);
  expect(await world.store.subscriptionsOf(place('C1'))).toHaveLength(20);
});

test('an ID that is taken, or is a word of the language, is not given out', async () => {
  const others = await createSubscriptionWorld({ ids: ['k4m7', 'k4m7', 'here', 'k4m8'] });
  await others.say('subscribe daily 07:00');
  expect(await others.say('subscribe daily 08:00')).toContain('ID: k4m8');
  await others.close();
});

test('another channel is told first, with who did it and how to stop it', async () => {
  const saying = { channels: [{ name: 'robots', id: 'C9' }] };
  const answer = await world.reply('subscribe mon-fri 07:00 #robots', saying);
  expect(answer.audience).toBe('sender');
  expect(answer.blocks[0]).toMatchObject({
    text: [{ text: 'You subscribed #robots to the fleet summary: Monday to Friday at 07:00, UTC time' }],
  });
  expect(world.announced).toMatchObject([{ channel: 'C9' }]);
  expect(JSON.stringify(world.announced)).toContain('Ada subscribed this channel to the fleet summary');
  expect(JSON.stringify(world.announced)).toContain('unsubscribe k2m2');
  expect(await world.store.subscriptionsOf(place('C9'))).toHaveLength(1);
});

test('where the bot cannot write, nothing is subscribed', async () => {
  world.closed.add('C9');
  const answer = await world.say('subscribe daily 07:00 #robots', { channels: [{ name: 'robots', id: 'C9' }] });
  expect(answer).toMatch(/^I cannot write there: invite me first/);
  expect(await world.store.subscription('k2m2')).toBeUndefined();
});

test('a channel that was only typed has to be picked from the list', async () => {
  expect(await world.say('subscribe daily 07:00 #robots')).toMatch(
    /^I cannot tell which channel #robots is\. Write subscribe daily 07:00 in UTC in that channel itself; or, in Slack, choose it/,
  );
});

test('"me" is the direct conversation: the one at hand, the one that is known, or none yet', async () => {
  await world.say('subscribe daily 07:00 me', { direct: place('D1', { kind: 'direct' }) });
  await world.say('subscribe daily 07:00 me');
  await world.say('subscribe daily 07:00 me', { in: place('D2', { kind: 'direct' }), as: 'Bob' });
  expect(await world.say('subscribe daily 07:00 me', { as: 'Cleo' })).toMatch(
    /^I do not know yet where to write to you/,
  );
  const kept = await Promise.all(['k2m2', 'k2m3', 'k2m4'].map((id) => world.store.subscription(id)));
  expect(kept.map((each) => each?.conversation.channel)).toEqual(['D1', 'D-Ada', 'D2']);
  expect(world.announced.map(({ channel }) => channel)).toEqual(['D1', 'D-Ada']);
  expect(JSON.stringify(world.announced)).toContain('You subscribed yourself to the fleet summary');
});

test('without words it asks with a form in the reader’s zone', async () => {
  const { blocks, audience } = await world.reply('subscribe', { zone: 'Asia/Kolkata' });
  expect(audience).toBe('sender');
  const form = blocks.find((block) => block.kind === 'form');
  expect(form).toMatchObject({ command: 'subscribe', title: 'Subscribe' });
  expect(form?.fields.map(({ name, initial }) => [name, initial])).toEqual([
    ['days', 'daily'],
    ['times', '07:00'],
    ['zone', 'Asia/Kolkata'],
    ['robots', 'all'],
    ['skip', 'also if empty'],
    ['place', 'here'],
  ]);
});

test('a form that is sent as it is makes a subscription', async () => {
  const { blocks } = await world.reply('subscribe', { zone: 'Asia/Kolkata' });
  const form = blocks.find((block) => block.kind === 'form');
  if (form === undefined) throw new Error('there is no form');
  const values = Object.fromEntries(form.fields.map(({ name, initial }) => [name, initial]));
  expect(await world.say(formLine(form, values))).toContain('every day at 07:00, Asia/Kolkata time');
});

test('in a direct conversation there is no question of where', async () => {
  const { blocks } = await world.reply('subscribe', { in: place('D1', { kind: 'direct' }) });
  const form = blocks.find((block) => block.kind === 'form');
  expect(form?.fields.map(({ name }) => name)).not.toContain('place');
});

import { createCommands } from '../../src/commands/index.ts';
import { formLine } from '../../src/core/form.ts';
import type { Form, Reply } from '../../src/core/reply.ts';
import { createFakeFleet } from '../fixtures/fake-fleet.ts';
import { createFakePlant } from '../fixtures/fake-floor.ts';
import { noTools } from '../fixtures/no-tools.ts';
import { createSubscriptionWorld, place, type SubscriptionWorld } from '../fixtures/subscription-world.ts';

const fleet = createFakeFleet({ robots: [{ name: 'Rex' }, { name: 'Daisy' }] });
const plant = createFakePlant({}, { zone: 'Europe/Berlin' });
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const SHIFTS = ['06:00', '14:00', '22:00'];

let both: SubscriptionWorld;
let alone: SubscriptionWorld;
let robotsAlone: SubscriptionWorld;
beforeEach(async () => {
  both = await createSubscriptionWorld({ scouts: { fleet, plant } });
  alone = await createSubscriptionWorld({ scouts: { plant } });
  robotsAlone = await createSubscriptionWorld();
});
afterEach(async () => {
  await Promise.all([both, alone, robotsAlone].map((world) => world.close()));
});

function formOf({ blocks }: Reply): Form {
  const form = blocks.find((block) => block.kind === 'form');
  if (form === undefined) throw new Error('there is no form');
  return form;
}
const initialOf = (form: Form) => Object.fromEntries(form.fields.map(({ name, initial }) => [name, initial]));

test('without times it comes when the shifts of the plant change, by its clocks, whoever asks', async () => {
  expect(await both.say('subscribe shift', { zone: 'America/New_York' })).toMatch(
    /^Ada subscribed this channel to the shift summary: every day at 06:00, 14:00 and 22:00, Europe\/Berlin time\n/,
  );
  expect(await both.store.subscription('k2m2')).toMatchObject({
    summary: 'shift',
    timetable: { days: EVERY_DAY, times: SHIFTS, zone: 'Europe/Berlin' },
    robots: [],
  });
});

test.each([
  ['shift 06:00,14:00', { days: EVERY_DAY, times: ['06:00', '14:00'], zone: 'Europe/Berlin' }],
  ['shift weekdays', { days: [1, 2, 3, 4, 5], times: SHIFTS, zone: 'Europe/Berlin' }],
  ['shift weekdays 14:00 in London', { days: [1, 2, 3, 4, 5], times: ['14:00'], zone: 'Europe/London' }],
  ['the hand-over of shifts at 22:00', { days: EVERY_DAY, times: ['22:00'], zone: 'Europe/Berlin' }],
])('"subscribe %s" is kept as it was said', async (words, timetable) => {
  await both.say(`subscribe ${words}`);
  expect(await both.store.subscription('k2m2')).toMatchObject({ summary: 'shift', timetable });
});

test.each(['subscribe', 'change'])('the examples of %s are understood, with and without robots', async (name) => {
  for (const scouts of [{ fleet, plant }, { plant }]) {
    const world = await createSubscriptionWorld({ scouts, ids: ['k4m7', 'k4m8', 'k4m9', 'k4n2', 'k4n3', 'k4n4'] });
    const examples = createCommands(scouts, { version: '1', startedAt: 0 }, noTools)
      .filter((command) => command.name === name)
      .flatMap((command) => command.examples);
    if (name === 'change') await world.say('subscribe daily 09:00');
    for (const line of examples.filter((each) => each !== name))
      expect(await world.say(line)).toMatch(/^Ada (subscribed|changed) /);
    await world.close();
  }
});

test('another channel is told which summary it is', async () => {
  await both.say('subscribe shift weekdays 14:00 #floor', { channels: [{ name: 'floor', id: 'C9' }] });
  expect(JSON.stringify(both.announced)).toContain(
    'Ada subscribed this channel to the shift summary: Monday to Friday at 14:00, Europe/Berlin time',
  );
});

test('where there is no shop floor it is refused, with what can be had', async () => {
  expect(await robotsAlone.say('subscribe shift 14:00')).toBe(
    'The shift summary is about a shop floor, and I know none here. Write subscribe fleet daily 14:00 in UTC.\n[The fleet summary: subscribe fleet daily 14:00 in UTC]',
  );
  expect(await robotsAlone.say('subscribe fleet daily 14:00 in UTC')).toContain('to the fleet summary: every day');
});

test('robots in it are refused, with the line without them', async () => {
  expect(await both.say('subscribe shift 14:00 robots Rex')).toBe(
    'The shift summary is about the shop floor, not about robots. Write subscribe shift daily 14:00 in Europe/Berlin.\n[Without it: subscribe shift daily 14:00 in Europe/Berlin]',
  );
});

test('a wrong time is corrected without the times of the shifts', async () => {
  expect(await both.say('subscribe shift 14:65')).toContain('Write subscribe shift daily 14:00 in Europe/Berlin.');
});

test('the same twice is refused, the daily summary at the same times is another', async () => {
  await both.say('subscribe shift');
  expect(await both.say('subscribe shift 06:00,14:00,22:00')).toContain(
    'That subscription is there already: k2m2, shift summary, every day at 06:00, 14:00 and 22:00, Europe/Berlin time.',
  );
  expect(await both.say('subscribe 06:00,14:00,22:00 in Europe/Berlin')).toContain(
    'subscribed this channel to the summary of robots and floor: every day',
  );
});

test('the list, a preview and the question which one say what is a shift summary', async () => {
  await both.say('subscribe shift');
  expect(await both.say('preview')).toMatch(/^A shift summary of all\n.*Preview of k2m2.*: shift summary, every day/s);
  await both.say('subscribe daily 07:00');
  expect(await both.say('subscriptions')).toMatch(
    /^k2m2 shift summary, every day at 06:00.*^k2m3 every day at 07:00/ms,
  );
  expect(await both.say('unsubscribe')).toContain('[k2m2: shift summary, every day');
  expect(await both.say('unsubscribe k2m2')).toMatch(/^Ada removed k2m2: shift summary, every day at 06:00/);
});

test('where there is none, the list names both that can be had', async () => {
  expect(await both.say('subscriptions')).toContain(
    'Write subscribe daily 07:00 for the summary of robots and floor, subscribe shift for the shift summary.',
  );
  expect(await alone.say('subscriptions')).toContain(
    'Write subscribe daily 07:00 for the floor summary, subscribe shift',
  );
  expect(await robotsAlone.say('subscriptions')).toContain('Write subscribe daily 07:00 for the fleet summary.');
});

test('one can be changed into the other, and back', async () => {
  await both.say('subscribe daily 07:00 robots Rex');
  expect(await both.say('change k2m2 shift 14:00 in Berlin')).toMatch(
    /^Ada changed k2m2: shift summary, every day at 14:00, Europe\/Berlin time\n/,
  );
  expect(await both.store.subscription('k2m2')).toMatchObject({ summary: 'shift', robots: [] });
  expect(await both.say('change k2m2 fleet robots Rex')).toContain(
    'k2m2: every day at 14:00, Europe/Berlin time · only Rex',
  );
  expect(await both.say('undo')).toContain('shift summary, every day at 14:00');
});

describe('the form', () => {
  test('asks for the summary where there is a shop floor, and only there', async () => {
    const form = formOf(await both.reply('subscribe'));
    expect(form.fields[0]).toMatchObject({
      name: 'summary',
      kind: 'choice',
      options: [
        { label: 'Robots and shop floor', words: 'fleet' },
        { label: 'Hand-over of shifts', words: 'shift' },
      ],
      initial: 'fleet',
    });
    expect(form.fields.map(({ name }) => name)).toContain('robots');
    expect(formOf(await robotsAlone.reply('subscribe')).fields.map(({ name }) => name)).not.toContain('summary');
  });

  test('says nothing of robots where there are none', async () => {
    const { blocks } = await alone.reply('subscribe');
    expect(JSON.stringify(blocks)).not.toMatch(/robot|fleet summary/i);
  });

  test('makes a subscription to what was chosen', async () => {
    const form = formOf(await both.reply('subscribe'));
    const line = formLine(form, { ...initialOf(form), summary: 'shift', times: '06:00, 14:00', zone: 'Europe/Berlin' });
    expect(await both.say(line)).toContain('to the shift summary: every day at 06:00 and 14:00, Europe/Berlin time');
    const change = formOf(await both.reply('change k2m2'));
    expect(initialOf(change)).toMatchObject({ summary: 'shift', times: '06:00, 14:00' });
    expect(await both.say(formLine(change, { ...initialOf(change), summary: 'fleet' }))).toMatch(
      /^Ada changed k2m2: every day at 06:00 and 14:00/,
    );
  });
});

describe('with a shop floor alone', () => {
  test('the daily summary is called by what it tells of', async () => {
    expect(await alone.say('subscribe daily 07:00')).toContain(
      'subscribed this channel to the floor summary: every day',
    );
    expect(await alone.say('subscribe daily 08:00 site "plant 1"')).toContain('site plant 1');
  });

  test('robots and other sites are not known', async () => {
    expect(await alone.say('subscribe daily 07:00 robots Rex')).toContain('I know no robots here, only a shop floor.');
    expect(await alone.say('subscribe daily 07:00 site north')).toContain('I know no site north; this is plant 1.');
  });

  test('no help about subscriptions speaks of robots', async () => {
    for (const name of ['subscribe', 'change', 'subscriptions', 'summary'])
      expect(await alone.say(`help ${name}`)).not.toMatch(/robot|fleet/i);
  });

  test('what is written to another summary of the same conversation stays apart', async () => {
    await alone.say('subscribe daily 07:00');
    await alone.say('subscribe shift');
    expect((await alone.store.subscriptionsOf(place('C1'))).map(({ summary }) => summary)).toEqual(['fleet', 'shift']);
  });
});

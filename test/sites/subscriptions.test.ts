import { formLine } from '../../src/core/form.ts';
import type { Form, Reply } from '../../src/core/reply.ts';
import type { Subscription } from '../../src/storage/store.ts';
import { messageOf } from '../fixtures/ask.ts';
import { fakeRun } from '../fixtures/fake-fleet.ts';
import { fakeStation } from '../fixtures/fake-floor.ts';
import { downFleet, fakeSite } from '../fixtures/sites.ts';
import { createSubscriptionWorld, place, type SubscriptionWorld } from '../fixtures/subscription-world.ts';

const floor = { stations: [fakeStation(1)] };
const north = fakeSite('north', {
  fleet: { robots: [{ name: 'Rex' }, { name: 'Daisy' }], runs: [fakeRun(1)] },
  floor,
  plant: { zone: 'Europe/Berlin', shifts: ['05:00', '17:00'] },
});
const hall = fakeSite('hall 1', { aliases: ['works'], fleet: { robots: [{ name: 'Sam' }, { name: 'Rex' }] } });
const east = fakeSite('east', { floor });
const west = fakeSite('west', { fleet: {}, robots: downFleet('west') });

let world: SubscriptionWorld;
beforeEach(async () => {
  world = await createSubscriptionWorld({ sites: [north, hall, east, west] });
});
afterEach(() => world.close());

/** The only subscription of the channel. */
async function only(): Promise<Subscription | undefined> {
  const [subscription] = await world.store.subscriptionsOf(place('C1'));
  return subscription;
}

describe('subscribe', () => {
  test('without a site is about all of them, and says so', async () => {
    expect(await world.say('subscribe daily 07:00')).toMatch(
      /^Ada subscribed this channel to the summary of robots and floor of all 4 sites: every day at 07:00, UTC time\n/,
    );
    expect(await only()).not.toHaveProperty('site');
    expect(await world.say('subscriptions')).toContain('every day at 07:00, UTC time · all sites');
  });

  test.each([
    'subscribe daily 07:00 site "hall 1"',
    'subscribe daily 07:00 at works',
    'subscribe site hall 1 daily 07:00 in UTC',
  ])('"%s" is about that site', async (line) => {
    expect(await world.say(line)).toMatch(
      /^Ada subscribed this channel to the fleet summary: every day at 07:00, UTC time · site hall 1\n/,
    );
    expect(await only()).toMatchObject({ site: 'hall 1', summary: 'fleet' });
  });

  test('takes the site that the channel means, and says that', async () => {
    await world.say('use north');
    const answer = await world.say('subscribe daily 07:00');
    expect(answer).toContain('every day at 07:00, UTC time · site north');
    expect(answer).toContain('It is about north, which this conversation means; with all sites it is about all.');
    expect(await world.say('subscribe daily 08:00 all sites')).toContain('of all 4 sites: every day at 08:00');
    expect(await world.say('subscribe daily 09:00 site works')).not.toContain('which this conversation means');
  });

  test('finds the site by the robots', async () => {
    expect(await world.say('subscribe daily 07:00 robots Sam')).toContain('only Sam · site hall 1');
    expect(await world.say('subscribe daily 08:00 robots Daisy, Rex')).toContain('only Daisy and Rex · site north');
    await world.say('use works');
    expect(await world.say('subscribe daily 09:00 robots Rex')).toContain('only Rex · site hall 1');
    expect(await world.say('subscribe daily 10:00 robots Daisy')).toContain('only Daisy · site north');
  });

  test.each([
    [
      'robots Rex',
      'There is Rex at north and hall 1: say which site. Write subscribe daily 07:00 in UTC robots "Rex" site "north".',
    ],
    [
      'robots Daisy, Sam',
      'A subscription is about robots of one site: Daisy at north, Sam at hall 1. Write subscribe daily 07:00 in UTC robots "Daisy" site "north".',
    ],
    ['robots Daisi', 'No robot is called Daisi. Nearest: Daisy. Write subscribe daily 07:00 in UTC robots "Daisy".'],
    ['robots Daisy site works', 'No robot is called Daisy. There are Sam and Rex.'],
    ['robots Rex site east', 'I know no robots here, only a shop floor.'],
    [
      'site nowhere',
      'I know no site nowhere; there are north, hall 1 and 2 more. Write subscribe daily 07:00 in UTC site "north".',
    ],
    [
      'site north, works',
      'A subscription is about one site or about all, not about north and hall 1 alone. Write subscribe daily 07:00 in UTC site "north".',
    ],
  ])('"%s" is told what to write instead', async (words, said) => {
    expect(await world.say(`subscribe daily 07:00 ${words}`)).toContain(said);
    expect(await only()).toBeUndefined();
  });

  test('to shifts is about one plant, by its clocks and shifts', async () => {
    expect(await world.say('subscribe shift site north')).toContain(
      'to the shift summary: every day at 05:00 and 17:00, Europe/Berlin time · site north',
    );
    expect(await world.say('subscribe shift')).toMatch(
      /^Each site has shifts of its own: say which, of north and east\. Write subscribe shift daily site "north"\.\n\[Site north: .*\] \[Site east: subscribe shift daily site "east"\]/,
    );
    expect(await world.say('subscribe shift site works')).toContain('There is no shop floor at hall 1.');
    await world.say('use east');
    expect(await world.say('subscribe shift')).toContain('06:00, 14:00 and 22:00, UTC time · site east');
  });

  test('to shifts of the only plant there is needs no site', async () => {
    const one = await createSubscriptionWorld({ sites: [hall, east] });
    expect(await one.say('subscribe shift')).toContain('UTC time · site east');
    await one.close();
  });

  test('every correction that is offered can be pressed', async () => {
    for (const words of ['robots Rex', 'robots Daisy, Sam', 'site nowhere', 'site north, works', '7:65 site nowhere']) {
      const { blocks } = await world.reply(`subscribe daily 07:00 ${words}`);
      const pressed = blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));
      expect(pressed.length).toBeGreaterThan(0);
      for (const button of pressed) {
        const line = 'command' in button ? button.command : '';
        expect([line, await world.say(line)]).toEqual([line, expect.stringMatching(/subscribed|is there already/)]);
      }
    }
  });
});

describe('change', () => {
  beforeEach(() => world.say('subscribe daily 07:00'));

  test('makes it about another site, or about all', async () => {
    expect(await world.say('change k2m2 site works')).toMatch(/^Ada changed k2m2: .* · site hall 1\n/);
    expect(await world.say('change k2m2 08:00')).toMatch(/at 08:00, UTC time · site hall 1\n/);
    expect(await world.say('change k2m2 all sites')).not.toContain('hall 1');
    expect(await only()).not.toHaveProperty('site');
  });

  test('of a site asks what becomes of the robots', async () => {
    await world.say('change k2m2 robots Daisy');
    expect(await only()).toMatchObject({ robots: ['Daisy'], site: 'north' });
    const answer = await world.say('change k2m2 all sites');
    expect(answer).toContain(
      'It is about Daisy alone, and they are robots of one site. Write change k2m2 robots all all sites.',
    );
    expect(await world.say('change k2m2 robots all all sites')).toContain('Ada changed k2m2');
    expect(await only()).toMatchObject({ robots: [] });
  });

  test('to shifts asks for a site', async () => {
    expect(await world.say('change k2m2 shift')).toContain('Each site has shifts of its own');
    expect(await world.say('change k2m2 shift site east')).toContain('site east');
    expect(await only()).toMatchObject({ summary: 'shift', site: 'east' });
  });

  test('can be undone', async () => {
    await world.say('change k2m2 site works');
    await world.say('undo');
    expect(await only()).not.toHaveProperty('site');
  });
});

describe('the form', () => {
  const formOf = ({ blocks }: Reply): Form => {
    const form = blocks.find((block) => block.kind === 'form');
    if (form === undefined) throw new Error('there is no form');
    return form;
  };
  const initialOf = (form: Form) => Object.fromEntries(form.fields.map(({ name, initial }) => [name, initial]));

  test('asks for the site, at first the one that the channel means', async () => {
    expect(initialOf(formOf(await world.reply('subscribe')))['site']).toBe('all sites');
    await world.say('use works');
    const form = formOf(await world.reply('subscribe'));
    expect(initialOf(form)['site']).toBe('site "hall 1"');
    await world.say(formLine(form, { ...initialOf(form), site: 'all sites' }));
    expect(await only()).not.toHaveProperty('site');
    const change = formOf(await world.reply('change k2m2'));
    expect(initialOf(change)['site']).toBe('all sites');
    await world.say(formLine(change, { ...initialOf(change), site: 'site "east"' }));
    expect(await only()).toMatchObject({ site: 'east' });
    expect(initialOf(formOf(await world.reply('change k2m2')))['site']).toBe('site "east"');
  });

  test('of one site has no such field', async () => {
    const one = await createSubscriptionWorld({ sites: [north] });
    expect(initialOf(formOf(await one.reply('subscribe')))).not.toHaveProperty('site');
    await one.close();
  });
});

test('the examples of the help are understood', async () => {
  for (const name of ['subscribe', 'use']) {
    const { blocks } = await world.reply(`help ${name}`);
    const lines = blocks
      .flatMap((block) => (block.kind === 'text' ? block.text : []))
      .flatMap((inline) => (typeof inline === 'object' && inline.kind === 'code' ? [inline.text] : []))
      .slice(1);
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) expect([line, (await world.bot.answer(messageOf(line))).failed]).toEqual([line, false]);
  }
});

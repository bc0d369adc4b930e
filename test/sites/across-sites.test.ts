import { Refused } from '../../src/clients/errors.ts';
import type { Button, Reply } from '../../src/core/reply.ts';
import type { Wait } from '../../src/core/within.ts';
import type { Site } from '../../src/sites/site.ts';
import { createRecordedLog } from '../clients/recorded-log.ts';
import { fakeRun, NOW, uuid } from '../fixtures/fake-fleet.ts';
import { fakeOrder, fakeStation } from '../fixtures/fake-floor.ts';
import { downFleet, fakeSite, silentFleet } from '../fixtures/sites.ts';
import { createSubscriptionWorld, place, type SubscriptionWorld } from '../fixtures/subscription-world.ts';

const north = fakeSite('north', {
  fleet: {
    robots: [{ name: 'Rex' }, { name: 'Daisy' }],
    runs: [fakeRun(1), fakeRun(2, { robot: 'Daisy', status: 'FAILURE' })],
  },
  floor: { stations: [fakeStation(1)], orders: [fakeOrder(1)] },
});
const hall = fakeSite('hall 1', {
  aliases: ['works'],
  fleet: { robots: [{ name: 'Sam' }, { name: 'Rex' }], runs: [fakeRun(3, { robot: 'Sam' })] },
});
const east = fakeSite('east', { floor: { stations: [fakeStation(2)], orders: [fakeOrder(2)] } });
const down = fakeSite('west', { fleet: {}, robots: downFleet('west') });
const silent = fakeSite('south', { fleet: {}, robots: silentFleet() });

const worlds: SubscriptionWorld[] = [];
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close();
});

/** The bot over some sites; the others are waited for until `wait` is over, for ever where it is left out. */
async function worldOf(sites: readonly Site[], wait: Wait = () => new Promise(() => {}), log = createRecordedLog()) {
  const world = await createSubscriptionWorld({ sites, wait, log });
  worlds.push(world);
  return world;
}
const soon: Wait = async () => {};

const buttonsOf = ({ blocks }: Reply): readonly Button[] =>
  blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));
const commandsOf = (reply: Reply): readonly string[] =>
  buttonsOf(reply).flatMap((button) => ('command' in button ? [button.command] : []));

describe('a question to several sites', () => {
  test('is answered in a line for each, and in one table that names them', async () => {
    const { say } = await worldOf([north, hall, east]);
    const answer = await say('robots');
    expect(answer).toMatch(
      /^north: 2 robots: none running, 1 needs a look\nhall 1: 2 robots: none running, none need a look\nSite +Robot/,
    );
    expect(answer).toMatch(/^north +Daisy .*\nhall 1 +Sam/m);
    expect(answer).toMatch(/as of 10:18, 40 s ago · north\n.*as of 10:18, 40 s ago · hall 1/);
    expect(answer).not.toContain('east');
  });

  test('has buttons that ask the site they are about, and those that ask all', async () => {
    const { reply } = await worldOf([north, hall]);
    expect(buttonsOf(await reply('robots'))).toEqual([
      { label: 'Refresh', command: 'robots', inPlace: true },
      { label: 'north: Why did Daisy fail?', command: `run ${uuid(2)} site north` },
      { label: 'Summary', command: 'summary' },
    ]);
    for (const command of commandsOf(await reply('orders'))) expect(command).toMatch(/^orders?\b/);
  });

  test('tells what else each says under its name', async () => {
    const { say } = await worldOf([north, hall]);
    expect(await say('now')).toMatch(
      /^north: Nothing is running\.\nhall 1: Nothing is running\.\n\nnorth\nLast: .* on Rex.*\n\nhall 1\nLast: .* on Sam/,
    );
  });

  test('is asked of one that is named, whose answer is as if it were the only one', async () => {
    const { say, reply } = await worldOf([north, hall]);
    for (const line of ['robots site north', 'robots at north', 'robots in north', 'robots north']) {
      expect([line, await say(line)]).toEqual([
        line,
        expect.stringMatching(/^2 robots: none running, 1 needs a look\n/),
      ]);
    }
    expect(commandsOf(await reply('robots works'))).toEqual(['robots site "hall 1"', 'summary site "hall 1"']);
  });

  test('is asked of those that are named', async () => {
    const { say, reply } = await worldOf([north, hall, fakeSite('far', { fleet: { robots: [{ name: 'Fay' }] } })]);
    const answer = await say('robots at north and works');
    expect(answer).toContain('hall 1: 2 robots');
    expect(answer).not.toContain('Fay');
    expect(commandsOf(await reply('robots at north and works'))[0]).toBe('robots site north, "hall 1"');
  });

  test('says where a site lacks what is asked', async () => {
    const { say } = await worldOf([north, hall, east]);
    expect(await say('orders site "hall 1"')).toMatch(
      /^orders is not to be had at hall 1, but at north and east\.\n\[orders at north: orders site north\]/,
    );
    expect(await say('robots site nowhere')).toMatch(/^No site is called nowhere\. There are north, hall 1 and east\./);
  });

  test('is refused with its usage where no site can read it', async () => {
    const { say } = await worldOf([north, hall]);
    expect(await say('now frobnicate')).toMatch(
      /^I can't make anything of "frobnicate" here\.\nUsage: now \[site NAME\]/,
    );
  });

  test('of some robots is no question to a site that has a floor alone', async () => {
    const { say } = await worldOf([north, east]);
    expect(await say('summary Rex')).toMatch(/^Rex · 1 run, 1 done · last 24 hours/);
    expect(await say('summary')).toMatch(/^north: 2 robots .*\n.*\neast: Floor, last 24 hours/);
  });

  test('says of what is stale that it is', async () => {
    const outage = { since: NOW - 600_000, tries: 3, reason: 'connection refused' };
    const stale = fakeSite('west', { fleet: { robots: [{ name: 'Wes' }], outage } });
    const { say } = await worldOf([north, stale]);
    expect(await say('robots')).toMatch(
      /⚠ west \(stale\): 1 robot[\s\S]*\nwest\n⚠ Scout west has not answered since 10:09[\s\S]*west +Wes/,
    );
  });

  test('is not shared by conversations, unless it names the site', async () => {
    let asked = 0;
    const robots = async () => {
      asked++;
      return { value: [{ name: 'Rex' }], asOf: NOW };
    };
    const counted = fakeSite('north', { fleet: {}, robots: { robots } });
    const { say } = await worldOf([counted, hall]);
    const countOf = async (line: string): Promise<number> => {
      asked = 0;
      for (const channel of ['C1', 'C2', 'C3']) await say(line, { in: place(channel) });
      return asked;
    };
    expect([await countOf('robots'), await countOf('robots site north')]).toEqual([3, 1]);
  });
});

describe('a site that does not answer', () => {
  test('is told with its error, and does not hide the others', async () => {
    const { say, reply } = await worldOf([north, down]);
    const answer = await say('robots');
    expect(answer).toMatch(/^north: 2 robots.*\n⚠ west: Scout west does not answer \(connection refused\)\./);
    expect(answer).toContain('Daisy');
    expect((await reply('robots')).audience).toBe('everyone');
  });

  test('within a while is told to be late, with a button that asks it alone', async () => {
    const { say, reply } = await worldOf([north, silent], soon);
    expect(await say('robots')).toMatch(/^north: 2 robots.*\n⚠ south has not answered yet\nSite/);
    expect(buttonsOf(await reply('runs failed'))).toContainEqual({
      label: 'Ask south',
      command: 'runs failed site south',
    });
  });

  test('makes one error where none does', async () => {
    const refused = async (): Promise<never> => {
      throw new Refused('Scout east refuses the log-in.', 'wrong password');
    };
    const { reply } = await worldOf([
      down,
      fakeSite('east', { fleet: {}, robots: { robots: refused, version: refused } }),
    ]);
    const { audience, blocks } = await reply('robots');
    expect(audience).toBe('sender');
    expect(JSON.stringify(blocks)).toContain(
      'west: Scout west does not answer (connection refused).\\neast: Scout east refuses the log-in.',
    );
  });

  test('by a fault of the bot is told so, and the log hears of it', async () => {
    const robots = async (): Promise<never> => {
      throw new TypeError('undefined is not a robot');
    };
    const log = createRecordedLog();
    const faulty = fakeSite('west', { fleet: {}, robots: { robots } });
    const { say } = await worldOf([north, faulty], soon, log);
    expect(await say('robots')).toMatch(/⚠ west: something went wrong on my side; it is written in my log\n/);
    expect(log.lines.filter(({ level }) => level === 'error').map(({ message }) => message)).toEqual([
      'failed to answer for a site',
    ]);
    const alone = await worldOf([faulty, fakeSite('far', { fleet: {}, robots: { robots } })], soon, log);
    expect(await alone.say('robots')).toMatch(/^Something went wrong on my side; it is written in my log under ref/);
  });
});

describe('a name', () => {
  test('is looked for everywhere, and only who knows it answers', async () => {
    const { say, reply } = await worldOf([north, hall]);
    expect(await say('robot Sam')).toMatch(/^Sam is not running\n/);
    for (const command of commandsOf(await reply('robot Sam'))) expect(command).toMatch(/ site "hall 1"$/);
    expect(await say('order 1002')).toMatch(/No order has a number or product like 1002/);
    expect(await (await worldOf([north, east])).say('order 1002')).toMatch(/^WO-1002/);
  });

  test('that is known at two sites gets a part for each', async () => {
    const { say } = await worldOf([north, hall]);
    expect(await say('robot Rex')).toMatch(
      /^north: Rex is not running\nhall 1: Rex is not running\n\nnorth\nLast run: .*\n[\s\S]*\nhall 1\nLast run: no finished run/,
    );
  });

  test('that nothing bears is told once, with the nearest of all sites', async () => {
    const { say } = await worldOf([north, hall]);
    expect(await say('robot Sum')).toBe('No robot is called Sum. Nearest: Sam.\n[Sam: robot Sam site "hall 1"]');
    expect(await say('robot Rox')).toContain('[Rex: robot Rex site north, "hall 1"]');
    expect(await say('robot Xylophone')).toMatch(/^No robot is called Xylophone\. There are Rex, Daisy and Sam\./);
  });

  test('that nothing bears where it was looked for is told with who could not be asked', async () => {
    const { say } = await worldOf([north, down]);
    expect(await say('robot Sam')).toMatch(
      /^No robot is called Sam\. There are Rex and Daisy\.\nwest: Scout west does not answer/,
    );
  });

  test('of a run is told by those who do not have it, where none has', async () => {
    const { say } = await worldOf([north, hall]);
    expect(await say('run 00000003')).toMatch(/on Sam: done/);
    expect(await say('run 99999999')).toBe(
      [
        'north: None of the newest 2 runs has an id that starts with 99999999.',
        'hall 1: None of the newest 1 run has an id that starts with 99999999.',
        '[Runs: runs] [Last: last]',
      ].join('\n'),
    );
  });

  test('that is missing is asked for once', async () => {
    const { say } = await worldOf([north, hall]);
    expect(await say('robot')).toMatch(/^A robot is missing: write its name, for example robot Rex\./);
  });

  test('of a robot goes before that of a site where it is either', async () => {
    const fleet = { robots: [{ name: 'North' }] };
    const { say } = await worldOf([fakeSite('north', { fleet: {} }), fakeSite('south', { fleet })]);
    expect(await say('robot north')).toMatch(/^North is not running/);
  });
});

test('what touches an order is told by the site that has it', async () => {
  const siteMap = { assets: { 'Motor M-4': ['Assembly 1'] }, missions: {} };
  const mapped = fakeSite('north', {
    fleet: {
      robots: [{ name: 'Rex' }],
      anomalies: [{ uuid: 'a', title: 'Motor M-4 hot', asset: 'Motor M-4', status: 'open' }],
    },
    floor: { stations: [fakeStation(1)], orders: [fakeOrder(1)] },
    siteMap,
  });
  const { say } = await worldOf([mapped, east, hall]);
  expect(await say('affected WO-1001')).toMatch(/^WO-1001/);
  expect(await say('help')).toContain('affected');
});

test('one site has no word for sites', async () => {
  const { say } = await worldOf([north]);
  for (const line of ['help', 'help robots', 'robots', 'summary', 'subscribe'])
    expect([line, await say(line)]).toEqual([line, expect.not.stringMatching(/\bsites?\b/i)]);
  expect(await say('use north')).not.toContain('now means');
});

import { createSiteCommands } from '../../src/commands/index.ts';
import type { Understood } from '../../src/core/language.ts';
import { createSiteNames } from '../../src/known-names.ts';
import { createSiteLanguage } from '../../src/sentences.ts';
import { fixedSite } from '../../src/sites/default-sites.ts';
import { messageOf, noLog } from '../fixtures/ask.ts';
import { NOW } from '../fixtures/fake-fleet.ts';
import { fakeStation } from '../fixtures/fake-floor.ts';
import { noTools } from '../fixtures/no-tools.ts';
import { fakeSite, silentFleet } from '../fixtures/sites.ts';

const missions = [{ uuid: 'm', name: 'Boiler Round' }];
const north = fakeSite('north', {
  aliases: ['main plant'],
  fleet: { robots: [{ name: 'Rex' }], missions },
  floor: { stations: [fakeStation(1)], units: [{ id: 7, name: 'Gearbox G4', steps: [] }] },
});
const hall = fakeSite('hall 1', { fleet: { robots: [{ name: 'Sam' }, { name: 'Rex' }], missions } });
const second = fakeSite('hall 2', { fleet: { robots: [{ name: 'Tim' }] } });
const sites = [north, hall, second];

/** What the last of several messages was understood as. */
async function understood(...sentences: readonly string[]): Promise<Understood | undefined> {
  const defaults = fixedSite(undefined);
  const bot = { version: '1', startedAt: NOW };
  const commands = createSiteCommands({ sites, bot, tools: noTools, defaults, log: noLog });
  const language = createSiteLanguage(sites, commands);
  let last: Understood | undefined;
  for (const sentence of sentences) last = await language.understand(messageOf(sentence), NOW);
  return last;
}

test.each([
  ['how is north?', 'robots site north'],
  ['any robots in hall 1?', 'robots site "hall 1"'],
  ['which stations are idle at the main plant?', 'stations idle site "main plant"'],
  ['what happened yesterday at north', 'summary yesterday site north'],
  ['is the orbit server at north reachable', 'health site north'],
  ['which anomalies are open at north?', 'anomalies site north'],
  ['how did the last mission go?', 'last'],
  ['what is Sam doing', 'robot Sam'],
])('"%s" is `%s`', async (sentence, line) => {
  expect(await understood(sentence)).toMatchObject({ isSure: true, line });
});

test('who asks on is asking of the same site, unless another is named', async () => {
  expect(await understood('how is north?', 'what happened yesterday?')).toMatchObject({
    line: 'summary yesterday site north',
  });
  expect(await understood('current issues at north', 'and at hall 1?')).toMatchObject({
    line: expect.stringMatching(/ site "hall 1"$/),
  });
});

test('each question of a message has its own site', async () => {
  const found = await understood('how is north? which anomalies are open at hall 1?');
  expect(found).toMatchObject({ line: 'robots site north', also: [{ line: 'anomalies site "hall 1"' }] });
});

test('a site that there is not is told, and which there are', async () => {
  expect((await understood('how is the munich site doing?'))?.said).toBe(
    'No site is called munich. There are north, hall 1 and hall 2.',
  );
});

test('what changes something at a site is offered, and not done', async () => {
  for (const [sentence, line] of [
    ['my default site is north', 'use north'],
    ['send me a summary of north every day at 7', 'subscribe daily 07:00 site north'],
  ] as const) {
    const found = await understood(sentence);
    expect(found?.isSure).toBe(false);
    expect(found?.guesses.map((guess) => guess.line.replace(' me', ''))).toContain(line);
  }
});

test('preferences that are none of sites stay what they were', async () => {
  expect((await understood('answer me in german'))?.said).toMatch(/^I keep no preferences/);
});

describe('names', () => {
  test('are those of all sites, each once, and what the sites are called', async () => {
    const names = createSiteNames(sites);
    expect(await names()).toEqual({
      robots: ['Rex', 'Sam', 'Tim'],
      missions: ['Boiler Round'],
      sites: ['north', 'main plant', 'hall 1', 'hall 2'],
      severalSites: true,
      stations: ['Assembly 1'],
      products: ['Gearbox G4'],
    });
    expect(await names()).toBe(await names());
  });

  test('do not wait for a site that does not answer', async () => {
    const silent = fakeSite('silent', { fleet: {}, robots: silentFleet() });
    const names = await createSiteNames([hall, silent], async () => {})();
    expect(names).toMatchObject({ robots: ['Sam', 'Rex'], sites: ['hall 1', 'silent'] });
    expect(names).not.toHaveProperty('stations');
  });
});

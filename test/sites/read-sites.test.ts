import { splitWords } from '../../src/core/words.ts';
import { findSites, readBareSite, readSites, type SitesRead } from '../../src/sites/read-sites.ts';
import { findSite, siteWords } from '../../src/sites/site.ts';
import { fakeSite } from '../fixtures/sites.ts';

const sites = [
  fakeSite('north', {}),
  fakeSite('Hall 1', { aliases: ['the old works', 'H1'] }),
  fakeSite('Süd', {}),
  fakeSite('last', {}),
];

const told = ({ value, rest }: SitesRead): readonly [string | undefined, string] => [
  value?.map(({ name }) => name).join(', '),
  rest.map(({ text }) => text).join(' '),
];

test.each([
  ['robots site north', 'north', 'robots'],
  ['site north running', 'north', 'running'],
  ['Rex at north today', 'north', 'Rex today'],
  ['in the hall 1', 'Hall 1', ''],
  ['failed in hall-1 last week', 'Hall 1', 'failed last week'],
  ['at H1', 'Hall 1', ''],
  ['in the old works', 'Hall 1', ''],
  ['site sud', 'Süd', ''],
  ['at north and hall 1', 'north, Hall 1', ''],
  ['site north, Hall 1, süd running', 'north, Hall 1, Süd', 'running'],
  ['sites north,süd', 'north, Süd', ''],
  ['site "Hall 1", north', 'Hall 1, north', ''],
  ['Rex at north and Daisy', 'north', 'Rex and Daisy'],
  ['all sites', 'north, Hall 1, Süd, last', ''],
  ['failed at every site today', 'north, Hall 1, Süd, last', 'failed today'],
  ['site all', 'north, Hall 1, Süd, last', ''],
  ['site "last"', 'last', ''],
])('"%s" is about %s, and leaves "%s"', (words, named, rest) => {
  expect(told(readSites(splitWords(words), sites))).toEqual([named, rest]);
});

test.each(['at 15:00', 'in progress', 'at Kitting 1', 'north', '"site north"', 'at "site"', 'in'])(
  '"%s" names no site',
  (words) => {
    expect(readSites(splitWords(words), sites)).toEqual({ value: undefined, rest: splitWords(words) });
  },
);

test.each([
  ['site nord', 'No site is called nord. Nearest: north. There are north, Hall 1, Süd and last.'],
  ['robots site', 'Behind `site` stands the name of a site. There are north, Hall 1, Süd and last.'],
])('"%s" is told to be none', (words, said) => {
  expect(() => readSites(splitWords(words), sites)).toThrow(said);
  expect(findSites(splitWords(words), sites)).toMatchObject({ value: undefined });
});

test.each([
  ['north', 'north', ''],
  ['failed hall 1', 'Hall 1', 'failed'],
  ['Rex the old works', 'Hall 1', 'Rex'],
  ['north Rex', undefined, 'north Rex'],
  ['"north"', undefined, 'north'],
])('the bare name in "%s" is that of %s', (words, named, rest) => {
  expect(told(readBareSite(splitWords(words), sites))).toEqual([named, rest]);
});

test('a site is found by the words that are written for it, whatever its name', () => {
  for (const site of sites) {
    const { value, rest } = readSites(splitWords(`runs ${siteWords([site])}`), sites);
    expect([value, rest.length]).toEqual([[site], 1]);
  }
  expect(told(readSites(splitWords(siteWords(sites)), sites))).toEqual(['north, Hall 1, Süd, last', '']);
});

test('names go before what a site is also called', () => {
  const north = fakeSite('north', { aliases: ['main'] });
  const main = fakeSite('main', {});
  expect(findSite('main', [north, main])).toBe(main);
  expect(findSite('MAIN', [north])).toBe(north);
});

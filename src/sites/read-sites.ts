import { UserError } from '../core/errors.ts';
import { nearestNames } from '../core/names.ts';
import { button, buttons } from '../core/reply.ts';
import type { Reading, Word } from '../core/words.ts';
import { findSite, type Site, siteNames } from './site.ts';

/** The sites that words name; undefined where they name none. */
export type SitesRead = Reading<readonly Site[] | undefined>;

/** Words before a site that are others' words, too: they count only before the name of one. */
const BEFORE = ['at', 'in'];
const SMALL = [...BEFORE, 'of', 'for', 'from', 'on'];
const EACH = ['all', 'every', 'each'];
/** No name has more words. */
const LONGEST_NAME = 6;

/** `site north`, `at north`, `in hall 1 and south`, `all sites`, wherever that stands. Throws UserError for a site that there is not. */
export function readSites(words: readonly Word[], sites: readonly Site[]): SitesRead {
  const found = findSites(words, sites);
  const at = found.value === undefined ? words.findIndex((word) => isSite(plain(word))) : -1;
  if (at >= 0) throw noSuchSite(words[at + 1]?.text, sites);
  return found;
}

/** The same, where words for a site that there is not are left to others; behind `site` and the words in `before`. */
export function findSites(
  words: readonly Word[],
  sites: readonly Site[],
  before: readonly string[] = BEFORE,
): SitesRead {
  for (const [at, word] of words.entries()) {
    if (word.quoted) continue;
    const found = allAt(words, at, sites) ?? namedAt(words, at, { sites, before });
    if (found === undefined) continue;
    const isTied = found.isAll && SMALL.includes(plain(words[at - 1]));
    const start = isTied ? at - 1 : at;
    return { value: found.sites, rest: words.toSpliced(start, found.end - start) };
  }
  return { value: undefined, rest: words };
}

/** The same with words that end with, or are, the bare name of a site: `robots north`. */
export function readBareSite(words: readonly Word[], sites: readonly Site[]): SitesRead {
  for (let length = Math.min(words.length, LONGEST_NAME); length > 0; length--) {
    const named = words.slice(-length);
    const site = named.some(({ quoted }) => quoted) ? undefined : findSite(textOf(named), sites);
    if (site !== undefined) return { value: [site], rest: words.slice(0, -length) };
  }
  return { value: undefined, rest: words };
}

interface Found {
  readonly sites: readonly Site[];
  /** Behind the last word of it. */
  readonly end: number;
  readonly isAll?: true;
}

function allAt(words: readonly Word[], at: number, sites: readonly Site[]): Found | undefined {
  const [first, second] = [plain(words[at]), plain(words[at + 1])];
  const isAll = (EACH.includes(first) && isSite(second)) || (isSite(first) && EACH.includes(second));
  return isAll ? { sites, end: at + 2, isAll } : undefined;
}

interface Naming {
  readonly sites: readonly Site[];
  readonly before: readonly string[];
}

function namedAt(words: readonly Word[], at: number, { sites, before }: Naming): Found | undefined {
  const opener = plain(words[at]);
  if (!isSite(opener) && !before.includes(opener)) return undefined;
  const named = listFrom(words, at + 1, sites);
  return named ?? (plain(words[at + 1]) === 'the' ? listFrom(words, at + 2, sites) : undefined);
}

/** `north`, `north and hall 1`, `north,south`: as far as there are names of sites. */
function listFrom(words: readonly Word[], from: number, sites: readonly Site[]): Found | undefined {
  const found = new Set<Site>();
  let end = from;
  for (let at = from; at < words.length; ) {
    const name = nameAt(words, at, sites);
    if (name === undefined) break;
    for (const site of name.sites) found.add(site);
    end = name.end;
    at = isTie(words[end]) ? end + 1 : end;
    if (at === end && !words[end - 1]?.text.endsWith(',')) break;
  }
  return found.size === 0 ? undefined : { sites: [...found], end };
}

/** The longest name that begins at a word; several in one word where commas stand between. */
function nameAt(words: readonly Word[], at: number, sites: readonly Site[]): Found | undefined {
  const [first] = words.slice(at, at + 1);
  if (first === undefined) return undefined;
  const listed = first.quoted ? [] : first.text.split(',').filter((part) => part !== '');
  const together = listed.map((part) => findSite(part, sites)).filter((site) => site !== undefined);
  if (together.length > 1 && together.length === listed.length) return { sites: together, end: at + 1 };
  for (let length = first.quoted ? 1 : LONGEST_NAME; length > 0; length--) {
    const named = words.slice(at, at + length);
    const isCut = named.length < length || named.slice(0, -1).some(({ text, quoted }) => quoted || text.endsWith(','));
    const site = isCut ? undefined : findSite(textOf(named), sites);
    if (site !== undefined) return { sites: [site], end: at + length };
  }
  return undefined;
}

const isSite = (lower: string): boolean => lower === 'site' || lower === 'sites';

const isTie = (word: Word | undefined): boolean => !word?.quoted && ['and', '&', ','].includes(word?.lower ?? '');

const plain = (word: Word | undefined): string => (word === undefined || word.quoted ? '' : word.lower);

const textOf = (words: readonly Word[]): string => words.map(({ text }) => text).join(' ');

/** For a name that no site bears. */
export function noSuchSite(wanted: string | undefined, sites: readonly Site[]): UserError {
  const known = `There are ${siteNames(sites, 20)}.`;
  if (wanted === undefined)
    return new UserError(`Behind \`site\` stands the name of a site. ${known}`, { isCertain: true });
  const near = nearestNames(
    wanted,
    sites.flatMap(({ name, aliases }) => [name, ...aliases]),
  );
  const hint = near.length > 0 ? ` Nearest: ${near.join(', ')}.` : '';
  return new UserError(`No site is called ${wanted}.${hint} ${known}`, {
    details: [buttons(button('Help', 'help'))],
    isCertain: true,
  });
}

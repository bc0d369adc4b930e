import type { Parameter } from '../core/parameters.ts';
import { findSites } from '../sites/read-sites.ts';
import { type Site, siteNames } from '../sites/site.ts';
import { isRequestWord, type RequestWords, readRequest } from './request-words.ts';

/** A part of a subscription as it stands in the usage line, and what can be written there. */
interface Part {
  readonly usage: string;
  readonly help: string;
}

const PLACE: Part = {
  usage: '[#channel, here or me]',
  help: '`#channel` or `me` for another place than here',
};

/** All words about a subscription, and where it shall go: they can stand in any order, so they are read together. */
export const subscriptionWords = (sites: readonly Site[]): Parameter<RequestWords> =>
  parameterOf([...partsOf(sites), PLACE], sites);

/** The same where the place is known. */
export const changeWords = (sites: readonly Site[]): Parameter<RequestWords> => parameterOf(partsOf(sites), sites);

/** Behind `in` stands a time zone. */
const BEFORE_SITE = ['at'];

const parameterOf = (parts: readonly Part[], sites: readonly Site[]): Parameter<RequestWords> => ({
  usage: parts.map(({ usage }) => usage).join(' '),
  help: parts.map(({ help }) => help).join('\n'),
  read(words) {
    if (sites.length < 2) return { value: readRequest(words), rest: [] };
    const { value: named, rest } = findSites(words, sites, BEFORE_SITE);
    const value = { ...readRequest(rest), ...(named && { sites: named.map(({ name }) => name) }) };
    return { value, rest: [] };
  },
});

/** What can be said of a subscription to one of the summaries that the sites give. */
function partsOf(sites: readonly Site[]): readonly Part[] {
  const hasRobots = sites.some(({ fleet }) => fleet !== undefined);
  const hasFloor = sites.some(({ plant }) => plant !== undefined);
  const zone = 'your own time zone where none is named';
  return [
    ...(!hasFloor
      ? []
      : [
          {
            usage: '[shift]',
            help: '`shift` for the hand-over of shifts, at each of their changes where no times are said',
          },
        ]),
    { usage: '[days]', help: '`daily`, `mon-fri`, `mon,wed` or `weekly mon`' },
    { usage: '[times]', help: '`07:00`, `7am` or `06:00,14:00,22:00`' },
    {
      usage: '[in ZONE]',
      help: `\`in New York\` or \`in Europe/Berlin\`; ${!hasFloor ? zone : `${zone}, for shifts that of the plant`}`,
    },
    ...(sites.length < 2
      ? []
      : [
          {
            usage: '[site NAME or all sites]',
            help: `one of ${siteNames(sites, 20)}; what is meant here where none is named`,
          },
        ]),
    ...(!hasRobots ? [] : [{ usage: '[robots NAMES]', help: '`robots Rex, Daisy` for these alone' }]),
    {
      usage: '[skip if empty]',
      help: '`skip if empty` to hear nothing when nothing happened, `also if empty` to hear so',
    },
  ];
}

/** The ID of a subscription, which stands first. */
export const subscriptionId: Parameter<string | undefined> = {
  usage: '[ID]',
  help: 'which one, as `subscriptions` shows it; needed where there are several',
  read(words) {
    const [first, ...others] = words;
    if (first === undefined || first.quoted || isRequestWord(first.lower)) return { value: undefined, rest: words };
    return { value: first.lower, rest: others };
  },
};

/** The same, or `all`. */
export const subscriptionIdOrAll: Parameter<string | undefined> = {
  ...subscriptionId,
  usage: '[ID or all]',
  help: 'which one, as `subscriptions` shows it, or `all` of this conversation',
};

import type { Parameter } from '../core/parameters.ts';
import { readBareSite, readSites } from './read-sites.ts';
import { type Site, siteNames } from './site.ts';

/** How sites are named in the help. */
export const sitesHelp = (sites: readonly Site[]): string =>
  `\`site NAME\` or \`at NAME\` asks one of ${siteNames(sites, 20)}; several with commas; \`all sites\` asks all`;

/** The sites that are named; undefined where none is. Throws UserError for one that there is not. */
export const sitesNamed = (sites: readonly Site[]): Parameter<readonly Site[] | undefined> => ({
  usage: '[site NAME]',
  help: sitesHelp(sites),
  words: ['site', 'sites'],
  read(words) {
    const named = readSites(words, sites);
    return named.value === undefined ? readBareSite(words, sites) : named;
  },
});

import { commandLine } from '../answers/pages.ts';
import { dayWords } from './day-words.ts';
import type { PlaceWords, SummaryName } from './request-words.ts';

/** Stands in the place of a site's name for all sites, where there are several; no site of several is called so. */
export const ALL_SITES = 'all';

/** The parts of a subscription as they are typed; what is left out is not said. */
export interface RequestParts {
  readonly summary?: SummaryName;
  readonly days?: readonly number[];
  readonly times?: readonly string[];
  readonly zone?: string;
  readonly robots?: readonly string[];
  readonly site?: string;
  readonly skipEmpty?: boolean;
  readonly place?: PlaceWords;
}

/** The command line that says the same: `subscribe shift mon-fri 14:00 in Europe/Berlin skip if empty`. */
export function requestLine(commandName: string, parts: RequestParts): string {
  const { summary, days, times, zone, robots, site, skipEmpty, place } = parts;
  return commandLine(
    commandName,
    summary,
    days && dayWords(days),
    times?.join(','),
    zone && `in ${zone}`,
    robots && `robots ${robotWords(robots)}`,
    site && (site === ALL_SITES ? 'all sites' : `site ${quoted(site)}`),
    skipEmpty === undefined ? undefined : skipEmpty ? 'skip if empty' : 'also if empty',
    place && (typeof place === 'string' ? place : `#${place.channel}`),
  );
}

/** Names of robots as they are typed. */
export const robotWords = (robots: readonly string[]): string =>
  robots.length === 0 ? 'all' : robots.map(quoted).join(', ');

/** Names are always quoted: a robot may be called Monday. */
const quoted = (name: string): string => `"${name.replaceAll('"', '')}"`;

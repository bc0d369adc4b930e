import { listNames } from '../answers/quantities.ts';
import { simplify } from '../core/names.ts';
import { quoteName } from '../core/words.ts';
import type { Scouts } from '../floor/scouts.ts';

/** A place with robots, a shop floor, or both. */
export interface Site extends Scouts {
  readonly name: string;
  /** Other names that people call it by. */
  readonly aliases: readonly string[];
  /** IANA zone of the clocks on its walls. */
  readonly zone: string;
}

/** The Scouts that are all there are, as a site by the name of its robots' Scout or else of its floor. */
export function onlySite(scouts: Scouts): Site {
  const { fleet, plant } = scouts;
  const [name = 'Scout', ...aliases] = [fleet?.site.name, plant?.floor.site.name].filter((each) => each !== undefined);
  return { ...scouts, name, aliases, zone: plant?.zone ?? fleet?.site.zone ?? 'UTC' };
}

/** The site that bears a name or is called so; case, accents and punctuation do not count. */
export function findSite(wanted: string, sites: readonly Site[]): Site | undefined {
  const simple = simplify(wanted);
  return (
    sites.find(({ name }) => name === wanted) ??
    sites.find(({ name }) => simplify(name) === simple) ??
    sites.find(({ aliases }) => aliases.some((alias) => simplify(alias) === simple))
  );
}

/** What stands in a command line for some sites: `site north, "hall 2"`. */
export const siteWords = (sites: readonly Pick<Site, 'name'>[]): string =>
  `site ${sites.map(({ name }) => quoteName(name)).join(', ')}`;

/** The names of sites for a sentence: `north, south and 4 more`. */
export const siteNames = (sites: readonly Pick<Site, 'name'>[], most = 8): string =>
  listNames(
    sites.map(({ name }) => name),
    most,
  );

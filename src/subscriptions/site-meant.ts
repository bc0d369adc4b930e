import { listNames } from '../answers/quantities.ts';
import { clip } from '../core/cut-text.ts';
import { findByName } from '../core/names.ts';
import type { Plant } from '../floor/plant.ts';
import { type Site, siteNames } from '../sites/site.ts';
import { ALL_SITES } from './request-line.ts';
import type { Problem } from './request-problem.ts';
import type { RequestWords } from './request-words.ts';
import { type RobotsMeant, robotNames, robotsAmong, robotsMeant } from './robots-meant.ts';

/** The site that a subscription is about, the robots there that are meant, and what is wrong with them. */
export interface SiteMeant {
  /** A name, or that it is all of them; undefined where that stays open or as it is. */
  readonly site?: string;
  /** The floor whose shifts are meant. */
  readonly plant?: Plant | undefined;
  /** Where robots were named. */
  readonly robots?: RobotsMeant;
  readonly problems: readonly Problem[];
}

export interface SiteQuestion {
  readonly sites: readonly Site[];
  readonly isShift: boolean;
  /** The site where none is said, by its name: what a conversation means, or what a subscription was about so far. */
  readonly otherwise?: string | undefined;
  /** Robots that it was about so far, which a new site need not have. */
  readonly robotsBefore?: readonly string[] | undefined;
}

/** A message has no room for more. */
const MOST_OFFERED = 5;

/** Which site is meant, by its name, by the robots that are named, or by there being one only. */
export async function siteMeant(words: RequestWords, question: SiteQuestion): Promise<SiteMeant> {
  const { sites, isShift } = question;
  const [only, ...others] = sites;
  if (only !== undefined && others.length === 0) return ofOnlySite(words, only, isShift);
  const { site: said, problems } = siteSaid(words, sites);
  if (problems.length > 0) return { problems };
  if (isShift) return shiftSite(said ?? question.otherwise, said, sites);
  if (words.robots === undefined || words.robots.length === 0) return anySite(words, said, question);
  return siteOfRobots(words.robots, { said, ...question });
}

/** There is one: it can be named by what its Scouts are called. */
async function ofOnlySite(words: RequestWords, only: Site, isShift: boolean): Promise<SiteMeant> {
  const { fleet, plant } = only;
  const names = [fleet?.site.name, plant?.floor.site.name].filter((name) => name !== undefined);
  const site = words.site === undefined ? undefined : nameIn(words.site, names);
  const robots = words.robots && !isShift ? await robotsMeant(words.robots, fleet) : undefined;
  return {
    ...(site !== undefined && { site }),
    plant,
    ...(robots && { robots }),
    problems: words.site === undefined || site !== undefined ? [] : [unknownSite(words.site, names)],
  };
}

function nameIn(written: string, names: readonly string[]): string | undefined {
  const found = findByName(written, names, (name) => name);
  return found.kind === 'one' ? found.match : undefined;
}

function siteSaid({ site, sites: named }: RequestWords, sites: readonly Site[]): SiteMeant {
  if (named !== undefined && named.length === sites.length) return { site: ALL_SITES, problems: [] };
  const [name, ...more] = named ?? [];
  if (name !== undefined && more.length > 0) return { problems: [oneOrAll(named ?? [])] };
  if (name !== undefined) return { site: name, problems: [] };
  if (site === undefined) return { problems: [] };
  const called = sites.flatMap((each) => [each.name, ...each.aliases].map((written) => ({ each, written })));
  const found = findByName(site, called, ({ written }) => written);
  if (found.kind === 'one') return { site: found.match.each.name, problems: [] };
  return {
    problems: [
      unknownSite(
        site,
        sites.map((each) => each.name),
      ),
    ],
  };
}

/** Shifts are those of one plant. */
function shiftSite(wanted: string | undefined, said: string | undefined, sites: readonly Site[]): SiteMeant {
  const working = sites.filter(({ plant }) => plant !== undefined);
  const meant = working.find(({ name }) => name === wanted);
  if (meant !== undefined) return { site: meant.name, plant: meant.plant, problems: [] };
  const [only, ...others] = working;
  if (said !== undefined && said !== ALL_SITES)
    return { problems: [{ sentence: `There is no shop floor at ${said}`, corrections: choices(working) }] };
  // That there is none at all is said elsewhere.
  if (only === undefined) return { problems: [] };
  if (others.length === 0) return { site: only.name, plant: only.plant, problems: [] };
  const sentence = `Each site has shifts of its own: say which, of ${siteNames(working)}`;
  return { problems: [{ sentence, corrections: choices(working) }] };
}

/** All robots of one site, or of all. */
function anySite(
  { robots }: RequestWords,
  said: string | undefined,
  { otherwise, robotsBefore = [] }: SiteQuestion,
): SiteMeant {
  const site = said ?? otherwise;
  const meant = { ...(site !== undefined && { site }), ...(robots && { robots: { names: [], problems: [] } }) };
  if (said === undefined || said === otherwise || robots !== undefined || robotsBefore.length === 0)
    return { ...meant, problems: [] };
  const sentence = `It is about ${listNames(robotsBefore)} alone, and they are robots of one site`;
  return { problems: [{ sentence, corrections: [{ label: 'All robots', parts: { site: said, robots: [] } }] }] };
}

/** The site that has all of the robots; the one that was said, else the one that is meant, else the only one. */
async function siteOfRobots(
  written: readonly string[],
  { said, otherwise, sites }: SiteQuestion & { readonly said: string | undefined },
): Promise<SiteMeant> {
  const named = sites.find(({ name }) => name === said);
  if (named !== undefined) return { site: named.name, robots: await robotsMeant(written, named.fleet), problems: [] };
  const known = await Promise.all(sites.map(namesAt));
  const found = known.map((each) => ({ ...each, robots: robotsAmong(written, each.names) }));
  const fitting = found.filter(({ robots }) => robots.problems.length === 0);
  const [first, ...others] = fitting;
  const usual = fitting.find(({ site }) => site.name === otherwise);
  const meant = usual ?? (others.length === 0 ? first : undefined);
  if (meant !== undefined) return { site: meant.site.name, robots: meant.robots, problems: [] };
  if (first !== undefined) {
    const bearing = fitting.map(({ site }) => site);
    const sentence = `There is ${listNames(first.robots.names)} at ${siteNames(bearing)}: say which site`;
    return { robots: first.robots, problems: [{ sentence, corrections: choices(bearing) }] };
  }
  const some = found.filter(({ robots }) => robots.names.length > 0);
  const everywhere = robotsAmong(
    written,
    known.flatMap(({ names }) => names),
  );
  if (everywhere.problems.length > 0 || some.length < 2) return { robots: everywhere, problems: [] };
  const places = some.map(({ site, robots }) => `${listNames(robots.names)} at ${site.name}`).join(', ');
  const corrections = some.slice(0, MOST_OFFERED).map(({ site, robots }) => ({
    label: `${listNames(robots.names)} at ${site.name}`,
    parts: { site: site.name, robots: robots.names },
  }));
  return { problems: [{ sentence: `A subscription is about robots of one site: ${places}`, corrections }] };
}

/** Those of a site that does not answer are not known; another may have the robots. */
async function namesAt(site: Site): Promise<{ readonly site: Site; readonly names: readonly string[] }> {
  return { site, names: await robotNames(site.fleet).catch(() => []) };
}

const choices = (sites: readonly Site[]): Problem['corrections'] =>
  sites.slice(0, MOST_OFFERED).map(({ name }) => ({ label: `Site ${name}`, parts: { site: name } }));

const oneOrAll = (named: readonly string[]): Problem => ({
  sentence: `A subscription is about one site or about all, not about ${listNames(named, named.length)} alone`,
  corrections: [
    ...named.slice(0, MOST_OFFERED).map((name) => ({ label: `Site ${name}`, parts: { site: name } })),
    { label: 'All sites', parts: { site: ALL_SITES } },
  ],
});

const LONGEST_QUOTE = 80;

function unknownSite(written: string, sites: readonly string[]): Problem {
  const known = sites.length === 1 ? `this is ${sites[0]}` : `there are ${listNames(sites)}`;
  return {
    sentence: `I know no site ${clip(written, LONGEST_QUOTE)}; ${known}`,
    corrections: sites.slice(0, MOST_OFFERED).map((site) => ({ label: `Site ${site}`, parts: { site } })),
  };
}

import { clip } from '../core/cut-text.ts';
import { simplify } from '../core/names.ts';
import type { Plant } from '../floor/plant.ts';
import type { Site } from '../sites/site.ts';
import { looksLikeTime, nearestTime } from './clock-words.ts';
import { nearestDays } from './day-words.ts';
import { type RequestParts, requestLine } from './request-line.ts';
import { type Problem, problemError } from './request-problem.ts';
import type { RequestWords } from './request-words.ts';
import { type RobotsMeant, robotNames } from './robots-meant.ts';
import { type SiteQuestion, siteMeant } from './site-meant.ts';
import { findZone, nearestZones } from './zone-names.ts';

export interface SettleOptions extends Pick<SiteQuestion, 'sites' | 'otherwise' | 'robotsBefore'> {
  /** What stands before the words: `subscribe`, or `change` and an ID. */
  readonly commandName: string;
  /** Which summary it is where none is said. */
  readonly summary: string;
  /** What holds where nothing was said; without it, only what was said is settled. */
  readonly defaults?: Defaults;
}

interface Defaults {
  readonly days: readonly number[];
  readonly zone: string;
  /** Without them a time has to be said. */
  readonly times?: readonly string[];
}

interface LookedUp {
  readonly times: readonly string[] | undefined;
  readonly zone: string | undefined;
  readonly robots: RobotsMeant | undefined;
  readonly site: string | undefined;
}

const USUAL_TIME = '07:00';
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const LONGEST_QUOTE = 80;

/**
 * Looks up what words about a subscription name, and fills in the defaults. Throws UserError for all that is wrong at once, with the line to
 * write instead, which keeps what was right.
 */
export async function settleRequest(words: RequestWords, options: SettleOptions): Promise<RequestParts> {
  const { sites, commandName } = options;
  const isShift = (words.summary ?? options.summary) === 'shift';
  const hasShifts = sites.some(({ plant }) => plant !== undefined);
  const meant = await siteMeant(words, { ...options, isShift });
  const defaults = options.defaults && (isShift ? shiftDefaults(options.defaults, meant.plant) : options.defaults);
  const robots = words.robots && isShift ? noRobots(words.robots) : meant.robots;
  const names = words.wrong.length === 0 ? [] : await namesOfAll(sites);
  const isOpen = isShift && hasShifts && meant.plant === undefined;
  const times = timesOf(words, defaults) ?? (isOpen ? [] : undefined);
  const problems = [
    ...(isShift && !hasShifts ? [noShifts()] : []),
    ...wrongWords(words, names),
    ...daysProblem(words),
    ...(times === undefined ? [missingTime()] : []),
    ...zoneProblem(words.zone, defaults?.zone),
    ...meant.problems,
    ...(robots?.problems ?? []),
  ];
  const zone = (words.zone === undefined ? undefined : findZone(words.zone)) ?? (isOpen ? undefined : defaults?.zone);
  const parts = partsOf(words, { times, zone, robots, site: meant.site });
  const complete = (each: RequestParts): RequestParts => (defaults ? { days: defaults.days, ...each } : each);
  if (problems.length === 0) return complete(parts);
  throw problemError(problems, parts, (each) => requestLine(commandName, complete(each)));
}

/** The robots of all sites, as far as these answer. */
async function namesOfAll(sites: readonly Site[]): Promise<readonly string[]> {
  const known = await Promise.all(sites.map(({ fleet }) => robotNames(fleet).catch(() => [])));
  return known.flat();
}

/** What is right of words, with what was looked up. */
function partsOf(
  { summary, days, skipEmpty, place }: RequestWords,
  { times, zone, robots, site }: LookedUp,
): RequestParts {
  return {
    ...(summary && { summary }),
    ...(days && { days }),
    ...(times !== undefined && times.length > 0 && { times }),
    ...(zone !== undefined && { zone }),
    ...(robots !== undefined && (robots.names.length > 0 || robots.problems.length === 0) && { robots: robots.names }),
    ...(site !== undefined && { site }),
    ...(skipEmpty !== undefined && { skipEmpty }),
    ...(place !== undefined && { place }),
  };
}

/** Hand-overs come when shifts change, by the clocks of the plant. */
const shiftDefaults = (defaults: Defaults, plant: Plant | undefined): Defaults =>
  plant === undefined ? defaults : { ...defaults, zone: plant.zone, times: plant.shifts };

/** Times that were said, else those that hold; none where wrong ones were said, undefined where one is missing. */
function timesOf({ times, wrong }: RequestWords, defaults: Defaults | undefined): readonly string[] | undefined {
  if (times.length > 0 || defaults === undefined || wrong.some((word) => looksLikeTime(word))) return times;
  return defaults.times;
}

const noShifts = (): Problem => ({
  sentence: 'The shift summary is about a shop floor, and I know none here',
  corrections: [{ label: 'The fleet summary', parts: { summary: 'fleet' } }],
});

function noRobots(written: readonly string[]): RobotsMeant {
  const sentence = 'The shift summary is about the shop floor, not about robots';
  return { names: [], problems: written.length === 0 ? [] : [{ sentence, corrections: [] }] };
}

function wrongWords({ wrong, times }: RequestWords, robots: readonly string[]): readonly Problem[] {
  const problems = wrong.map((word) => likelyMeant(word, times, robots));
  const unknown = wrong.filter((_, i) => problems[i] === undefined).join(' ');
  const known = problems.filter((problem) => problem !== undefined);
  return unknown === ''
    ? known
    : [...known, { sentence: `I can't make anything of "${clip(unknown, LONGEST_QUOTE)}" here`, corrections: [] }];
}

function likelyMeant(word: string, times: readonly string[], robots: readonly string[]): Problem | undefined {
  const lower = word.toLowerCase();
  if (looksLikeTime(lower)) {
    const time = nearestTime(lower) ?? times[0] ?? USUAL_TIME;
    return { sentence: `${word} is no time of day`, corrections: [{ label: time, parts: { times: [time] } }] };
  }
  const robot = robots.find((name) => simplify(name) === simplify(word));
  if (robot !== undefined) {
    const corrections = [{ label: `Only ${robot}`, parts: { robots: [robot] } }];
    return { sentence: `${word} is a robot: "robots" belongs before the names`, corrections };
  }
  const zone = findZone(word);
  if (zone !== undefined) {
    const corrections = [{ label: zone, parts: { zone } }];
    return { sentence: `${word} is a time zone: "in" belongs before it`, corrections };
  }
  if (/^(hourly|monthly|yearly)$/.test(lower)) {
    const corrections = [{ label: 'Every day', parts: { days: EVERY_DAY } }];
    return { sentence: `${word} is not possible: a summary has days of the week and times of day`, corrections };
  }
  const days = nearestDays(lower);
  if (days === undefined) return undefined;
  return { sentence: `${word} is no day of the week`, corrections: [{ label: 'Do that', parts: { days } }] };
}

function daysProblem({ days, isWeekly, wrong }: RequestWords): readonly Problem[] {
  if (!isWeekly || days !== undefined || wrong.some((word) => nearestDays(word.toLowerCase()))) return [];
  const corrections = [
    { label: 'Mondays', parts: { days: [1] } },
    { label: 'Fridays', parts: { days: [5] } },
  ];
  return [{ sentence: 'For weekly, a day of the week is missing', corrections }];
}

const missingTime = (): Problem => ({
  sentence: 'A time of day is missing',
  corrections: [{ label: `At ${USUAL_TIME}`, parts: { times: [USUAL_TIME] } }],
});

function zoneProblem(written: string | undefined, own: string | undefined): readonly Problem[] {
  if (written === undefined || findZone(written) !== undefined) return [];
  const near = nearestZones(written);
  const zones = near.length > 0 || own === undefined ? near : [own];
  const hint =
    near.length > 0
      ? ` Nearest: ${near.join(', ')}`
      : ' Name a large city with the same clocks, or a zone such as Europe/Berlin';
  return [
    {
      sentence: `I know no time zone ${clip(written, LONGEST_QUOTE)}.${hint}`,
      corrections: zones.map((zone) => ({ label: zone, parts: { zone } })),
    },
  ];
}

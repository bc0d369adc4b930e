import { listNames } from '../answers/quantities.ts';
import type { FleetClient } from '../clients/fleet/fleet-client.ts';
import { clip } from '../core/cut-text.ts';
import { UserError } from '../core/errors.ts';
import { findByName, simplify } from '../core/names.ts';
import { button, buttons } from '../core/reply.ts';
import { looksLikeTime, nearestTime } from './clock-words.ts';
import { nearestDays } from './day-words.ts';
import { type RequestParts, requestLine } from './request-line.ts';
import type { RequestWords } from './request-words.ts';
import { findZone, nearestZones } from './zone-names.ts';

export interface SettleOptions {
  /** What stands before the words: `subscribe`, or `change` and an ID. */
  readonly commandName: string;
  /** None where the bot knows only a shop floor. */
  readonly fleet: FleetClient | undefined;
  /** What holds where nothing was said; without it, only what was said is settled. */
  readonly defaults?: { readonly days: readonly number[]; readonly zone: string };
}

/** Something that cannot be as it was said, and what to say instead, the likeliest first. */
interface Problem {
  readonly sentence: string;
  readonly corrections: readonly { readonly label: string; readonly parts: RequestParts }[];
}

const USUAL_TIME = '07:00';
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
/** No more problems than these are told at once. */
const MOST_TOLD = 4;
const LONGEST_QUOTE = 80;

/**
 * Looks up what words about a subscription name, and fills in the defaults. Throws UserError for all that is wrong at once, with the line to
 * write instead, which keeps what was right.
 */
export async function settleRequest(words: RequestWords, options: SettleOptions): Promise<RequestParts> {
  const { fleet, commandName, defaults } = options;
  const robots = words.robots === undefined ? undefined : await lookUpRobots(words.robots, fleet);
  const names = words.wrong.length === 0 ? [] : await robotNames(fleet).catch(() => []);
  const problems = [
    ...wrongWords(words, names),
    ...daysProblem(words),
    ...(defaults !== undefined && words.times.length === 0 && !words.wrong.some((word) => looksLikeTime(word))
      ? [missingTime()]
      : []),
    ...zoneProblem(words.zone, defaults?.zone),
    ...(fleet === undefined ? [] : siteProblem(words.site, fleet.site.name)),
    ...(robots?.problems ?? []),
  ];
  const zone = (words.zone === undefined ? undefined : findZone(words.zone)) ?? defaults?.zone;
  const parts: RequestParts = {
    ...(words.days && { days: words.days }),
    ...(words.times.length > 0 && { times: words.times }),
    ...(zone !== undefined && { zone }),
    ...(robots !== undefined && (robots.names.length > 0 || robots.problems.length === 0) && { robots: robots.names }),
    ...(words.site !== undefined && fleet !== undefined && { site: fleet.site.name }),
    ...(words.skipEmpty !== undefined && { skipEmpty: words.skipEmpty }),
    ...(words.place !== undefined && { place: words.place }),
  };
  const complete = (each: RequestParts): RequestParts => (defaults ? { days: defaults.days, ...each } : each);
  if (problems.length === 0) return complete(parts);
  throw problemError(problems, parts, (each) => requestLine(commandName, complete(each)));
}

function problemError(
  problems: readonly Problem[],
  parts: RequestParts,
  lineOf: (parts: RequestParts) => string,
): UserError {
  const line = lineOf(problems.reduce((sum, { corrections }) => merge(sum, corrections[0]?.parts ?? {}), parts));
  const [only] = problems;
  const choices = problems.length === 1 && only !== undefined ? only.corrections : [];
  const pressed =
    choices.length > 1
      ? choices.map((choice) => button(choice.label, lineOf(merge(parts, choice.parts))))
      : [button(problems.length === 1 ? (choices[0]?.label ?? 'Without it') : 'Do that', line)];
  const sentences = problems
    .slice(0, MOST_TOLD)
    .map(({ sentence }) => `${sentence.replaceAll('`', '')}.`)
    .join(' ');
  return new UserError(`${sentences} Write \`${line.replaceAll('`', '')}\`.`, { details: [buttons(...pressed)] });
}

/** Days, times and robots are lists of which some words may be right and others wrong, so they add up. */
function merge(parts: RequestParts, more: RequestParts): RequestParts {
  return {
    ...parts,
    ...more,
    ...(more.days && { days: [...new Set([...(parts.days ?? []), ...more.days])].toSorted() }),
    ...(more.times && { times: [...new Set([...(parts.times ?? []), ...more.times])].toSorted() }),
    ...(more.robots && { robots: [...new Set([...(parts.robots ?? []), ...more.robots])] }),
  };
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

function siteProblem(written: string | undefined, site: string): readonly Problem[] {
  if (written === undefined || findByName(written, [site], (name) => name).kind === 'one') return [];
  return [
    {
      sentence: `I know no site ${clip(written, LONGEST_QUOTE)}; this is ${site}`,
      corrections: [{ label: `Site ${site}`, parts: { site } }],
    },
  ];
}

const robotNames = async (fleet: FleetClient | undefined): Promise<readonly string[]> =>
  fleet === undefined ? [] : (await fleet.robots()).value.map(({ name }) => name);

async function lookUpRobots(
  written: readonly string[],
  fleet: FleetClient | undefined,
): Promise<{ readonly names: readonly string[]; readonly problems: readonly Problem[] }> {
  if (written.length === 0) return { names: [], problems: [] };
  const all = await robotNames(fleet);
  const names = new Set<string>();
  const problems: Problem[] = [];
  const unknown: string[] = [];
  for (const wanted of written) {
    const found = findByName(wanted, all, (name) => name);
    if (found.kind === 'one') names.add(found.match);
    else if (found.kind === 'several') for (const name of found.matches) names.add(name);
    else if (found.nearest.length > 0) problems.push(misspeltRobot(wanted, found.nearest));
    else unknown.push(wanted);
  }
  if (unknown.length > 0) problems.push(unknownRobots(unknown, all, names.size + problems.length > 0));
  return { names: [...names], problems };
}

const misspeltRobot = (wanted: string, nearest: readonly string[]): Problem => ({
  sentence: `No robot is called ${clip(wanted, LONGEST_QUOTE)}. Nearest: ${nearest.join(', ')}`,
  corrections: nearest.map((name) => ({ label: name, parts: { robots: [name] } })),
});

/** Without them it is about the other robots that were named, or about all. */
function unknownRobots(wanted: readonly string[], all: readonly string[], hasOthers: boolean): Problem {
  const named = clip(listNames(wanted, wanted.length), LONGEST_QUOTE);
  const sentence = wanted.length === 1 ? `No robot is called ${named}` : `No robots are called ${named}`;
  return {
    sentence: `${sentence}. There ${all.length === 1 ? 'is' : 'are'} ${listNames(all, 6) || 'none'}`,
    corrections: hasOthers ? [] : [{ label: 'All robots', parts: { robots: [] } }],
  };
}

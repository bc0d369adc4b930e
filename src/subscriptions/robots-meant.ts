import { listNames } from '../answers/quantities.ts';
import type { FleetClient } from '../clients/fleet/fleet-client.ts';
import { clip } from '../core/cut-text.ts';
import { findByName } from '../core/names.ts';
import type { Problem } from './request-problem.ts';

const LONGEST_QUOTE = 80;

/** The robots that are meant by names, and what is wrong with the names that mean none. */
export interface RobotsMeant {
  readonly names: readonly string[];
  readonly problems: readonly Problem[];
}

/** The names of all robots; none where the bot knows only a shop floor. */
export const robotNames = async (fleet: FleetClient | undefined): Promise<readonly string[]> =>
  fleet === undefined ? [] : (await fleet.robots()).value.map(({ name }) => name);

/** Looks up robots by names as they were written; none of them stand for all. */
export async function robotsMeant(written: readonly string[], fleet: FleetClient | undefined): Promise<RobotsMeant> {
  if (written.length === 0) return { names: [], problems: [] };
  if (fleet === undefined)
    return { names: [], problems: [{ sentence: 'I know no robots here, only a shop floor', corrections: [] }] };
  return robotsAmong(written, await robotNames(fleet));
}

/** The same among names that are known. */
export function robotsAmong(written: readonly string[], all: readonly string[]): RobotsMeant {
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

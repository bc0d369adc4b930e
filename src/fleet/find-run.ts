import { count, listNames } from '../answers/quantities.ts';
import type { FleetClient, Run } from '../clients/fleet/fleet-client.ts';
import type { Known } from '../clients/known.ts';
import { UserError } from '../core/errors.ts';
import { button, buttons, text } from '../core/reply.ts';
import { findSubjects, recentRuns, subjectName } from './lookup.ts';
import { lastOf } from './run-status.ts';
import { SHORT_ID_LENGTH } from './run-table.ts';
import { missionOf, robotOf } from './run-text.ts';

const UUID_LENGTH = 36;
/** How far back the beginning of an id is looked for. */
const LOOKED_AT = 1_000;

/**
 * Finds a run by its id, the beginning of its id, "last", or whose last it is ("last Rex", "Thermal Sweep B").
 * Throws UserError where the words fit none, or an id several.
 */
export async function findRun(words: string, fleet: FleetClient, commandName: string): Promise<Known<Run>> {
  const [, last, name = ''] = /^(last |latest )?(.*)$/is.exec(`${words} `) ?? [];
  const wanted = name.trim();
  if (['', 'last', 'latest'].includes(wanted.toLowerCase())) return lastRun(await recentRuns(fleet));
  if (last === undefined && /^[0-9a-f][0-9a-f-]+$/i.test(wanted)) return findById(wanted, fleet, commandName);
  const subjects = await findSubjects(wanted, fleet, commandName);
  const known = await Promise.all(subjects.map((subject) => fleet.runs({ ...subject, limit: 10 })));
  const items = known.flatMap((each) => each.value.items).toSorted((a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0));
  const [first] = known;
  if (!first || items.length === 0) throw new UserError(`No run is known of ${listNames(subjects.map(subjectName))}.`);
  return lastRun({ ...first, value: { items } });
}

async function findById(id: string, fleet: FleetClient, commandName: string): Promise<Known<Run>> {
  if (id.length >= UUID_LENGTH) return fleet.run(id);
  let looked = 0;
  for (const limit of [undefined, LOOKED_AT]) {
    const known = await (limit === undefined ? recentRuns(fleet) : fleet.runs({ limit }));
    const found = known.value.items.filter((run) => run.uuid.toLowerCase().startsWith(id.toLowerCase()));
    const [only] = found;
    if (only && found.length === 1) return { ...known, value: only };
    if (only) throw severalRuns(id, found, commandName);
    looked = known.value.items.length;
  }
  throw new UserError(`None of the newest ${count(looked, 'run')} has an id that starts with ${id}.`, {
    details: [
      text('Write the whole id, or look it up in the list of runs.'),
      buttons(button('Runs', 'runs'), button('Last', 'last')),
    ],
  });
}

function lastRun(known: Known<{ readonly items: readonly Run[] }>): Known<Run> {
  const newest = lastOf(known.value.items);
  if (newest === undefined) throw new UserError('No run is known yet.');
  return { ...known, value: newest };
}

function severalRuns(id: string, runs: readonly Run[], commandName: string): UserError {
  return new UserError(`${runs.length} runs have an id that starts with ${id}:`, {
    details: [
      buttons(
        ...runs
          .slice(0, 5)
          .map((run) =>
            button(
              `${run.uuid.slice(0, SHORT_ID_LENGTH + 5)} ${missionOf(run)} on ${robotOf(run)}`,
              `${commandName} ${run.uuid}`,
            ),
          ),
      ),
    ],
  });
}

import type { FleetClient, Run } from '../clients/fleet/fleet-client.ts';
import type { Known } from '../clients/known.ts';
import { UserError } from '../core/errors.ts';
import { button, buttons } from '../core/reply.ts';
import { recentRuns } from './lookup.ts';
import { SHORT_ID_LENGTH } from './run-table.ts';
import { missionOf, robotOf } from './run-text.ts';

const UUID_LENGTH = 36;
/** How far back the beginning of an id is looked for. */
const LOOKED_AT = 1_000;

/** Finds a run by its id, the beginning of its id, or "last". Throws UserError where the beginning fits none or several. */
export async function findRun(id: string, fleet: FleetClient, commandName: string): Promise<Known<Run>> {
  const wanted = id.toLowerCase();
  if (wanted === 'last' || wanted === 'latest') return lastRun(fleet);
  if (id.length >= UUID_LENGTH) return fleet.run(id);
  for (const limit of [undefined, LOOKED_AT]) {
    const known = await (limit === undefined ? recentRuns(fleet) : fleet.runs({ limit }));
    const found = known.value.items.filter((run) => run.uuid.toLowerCase().startsWith(wanted));
    const [only] = found;
    if (only && found.length === 1) return { ...known, value: only };
    if (only) throw severalRuns(id, found, commandName);
  }
  throw new UserError(
    `None of the newest ${LOOKED_AT} runs has an id that starts with ${id}. Write the whole id, or look it up with \`runs\`.`,
    {
      details: [buttons(button('Runs', 'runs'), button('Last', 'last'))],
    },
  );
}

async function lastRun(fleet: FleetClient): Promise<Known<Run>> {
  const known = await recentRuns(fleet);
  const newest = known.value.items.find((run) => run.type !== 'teleop') ?? known.value.items[0];
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

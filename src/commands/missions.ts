import { optional, present } from '../answers/optional.ts';
import { pageButtons, pageOf } from '../answers/pages.ts';
import { count } from '../answers/quantities.ts';
import type { FleetClient, Mission, Run } from '../clients/fleet/fleet-client.ts';
import type { Known } from '../clients/known.ts';
import { type Command, command } from '../core/command.ts';
import { page } from '../core/parameters.ts';
import { bold, button, type EpochMs, type Text, text, time } from '../core/reply.ts';
import { fleetReply } from '../fleet/fleet-reply.ts';
import { recentRuns } from '../fleet/lookup.ts';
import { planOf } from '../fleet/planned.ts';
import { statusText } from '../fleet/run-status.ts';
import { robotOf } from '../fleet/run-text.ts';

const PAGE_SIZE = 15;

interface MissionRow {
  readonly mission: Mission;
  readonly last: Run | undefined;
  readonly known: Known<unknown> | undefined;
}

/** `missions`: what can be run, how each last went, and when it comes next. */
export function missions(fleet: FleetClient): Command {
  return command({
    name: 'missions',
    summary: 'all missions: actions, last run, next start',
    parameters: { page },
    examples: ['missions'],
    shared: true,
    async run({ page: number }, { now }) {
      const [list, recent, plan] = await Promise.all([
        fleet.missions(),
        recentRuns(fleet),
        optional(planOf(fleet, now)),
      ]);
      const byName = list.value.toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
      const shown = pageOf(byName, number, PAGE_SIZE);
      const rows = await Promise.all(shown.items.map((mission) => missionRow(fleet, mission, recent.value.items)));
      const starts = new Map((plan?.starts ?? []).toReversed().map((start) => [start.mission, start.at]));
      return fleetReply({
        fleet,
        now,
        facts: [recent, ...present(rows.map((row) => row.known))],
        background: [list, ...(plan?.facts ?? [])],
        blocks: [
          text(bold(headline(list.value.length, shown))),
          ...(rows.length === 0
            ? []
            : [
                {
                  kind: 'table',
                  columns: [
                    { title: 'Mission' },
                    { title: 'Actions', align: 'right' },
                    { title: 'Last run' },
                    { title: 'Next start' },
                  ],
                  rows: rows.map((row) => cells(row, starts.get(row.mission.name))),
                } as const,
              ]),
        ],
        remarks:
          plan === undefined
            ? [['the calendar could not be read']]
            : plan.isReported
              ? []
              : [['Calendar: not reported by this Scout']],
        next: [
          ...pageButtons('missions', shown, PAGE_SIZE),
          button('What comes next?', 'next'),
          button('Runs', 'runs'),
        ],
      });
    },
  });
}

function headline(total: number, shown: { first: number; last: number; items: readonly unknown[] }): string {
  if (shown.items.length === total) return count(total, 'mission');
  return `${count(total, 'mission')}, ${shown.first} to ${shown.last}`;
}

async function missionRow(fleet: FleetClient, mission: Mission, recent: readonly Run[]): Promise<MissionRow> {
  const shown = recent.find((run) => run.mission === mission.name);
  const known = shown ? undefined : await optional(fleet.runs({ mission: mission.name, limit: 1 }));
  return { mission, last: shown ?? known?.value.items[0], known };
}

function cells({ mission, last }: MissionRow, nextAt: EpochMs | undefined): readonly Text[] {
  return [
    [bold(mission.name)],
    [mission.actionCount === undefined ? 'not reported' : String(mission.actionCount)],
    last === undefined ? ['none known'] : lastText(last),
    nextAt === undefined ? ['not planned'] : [time(nextAt, 'date-time')],
  ];
}

function lastText(last: Run): Text {
  const start: Text = last.startedAt === undefined ? [] : [time(last.startedAt, 'date-time'), ' '];
  return [...start, statusText(last), ` on ${robotOf(last)}`];
}

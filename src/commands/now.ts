import { commandLine, nameWord } from '../answers/pages.ts';
import { count } from '../answers/quantities.ts';
import { momentOf } from '../answers/sourced-reply.ts';
import type { FleetClient, Run } from '../clients/fleet/fleet-client.ts';
import { type Command, command } from '../core/command.ts';
import { bold, button, type EpochMs, inPlaceButton, type Table, text, time } from '../core/reply.ts';
import { fleetReply } from '../fleet/fleet-reply.ts';
import { recentRuns } from '../fleet/lookup.ts';
import { runsGoingOn, statusText } from '../fleet/run-status.ts';
import { durationOf, missionOf, progressOf, robotOf, runLine } from '../fleet/run-text.ts';

/** `now`: what is running. */
export function now(fleet: FleetClient): Command {
  return command({
    name: 'now',
    summary: 'what is running now',
    parameters: {},
    examples: ['now'],
    shared: true,
    async run(_, { now: at }) {
      const recent = await recentRuns(fleet);
      const moment = momentOf([recent], at);
      const running = runsGoingOn(recent.value.items);
      const [newest] = recent.value.items;
      return fleetReply({
        fleet,
        now: at,
        facts: [recent],
        blocks:
          running.length > 0
            ? [text(bold(`${count(running.length, 'run')} going on now`)), runningTable(running, moment)]
            : [text(bold('Nothing is running.')), ...(newest ? [text('Last: ', ...runLine(newest, moment))] : [])],
        next: [
          inPlaceButton('Refresh', 'now'),
          ...running
            .slice(0, 3)
            .flatMap(({ robot }) =>
              robot === undefined ? [] : [button(robot, commandLine('robot', nameWord(robot)))],
            ),
          button('What comes next?', 'next'),
        ],
      });
    },
  });
}

function runningTable(runs: readonly Run[], at: EpochMs): Table {
  return {
    kind: 'table',
    columns: [
      { title: 'Robot' },
      { title: 'Run' },
      { title: 'Status' },
      { title: 'Progress' },
      { title: 'Since' },
      { title: 'For', align: 'right' },
    ],
    rows: runs.map((run) => [
      [bold(robotOf(run))],
      [missionOf(run)],
      [statusText(run)],
      [progressOf(run) ?? 'not reported'],
      run.startedAt === undefined ? ['not reported'] : [time(run.startedAt, 'date-time')],
      [durationOf(run, at) ?? 'not reported'],
    ]),
  };
}

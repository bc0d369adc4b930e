import type { FleetClient } from '../clients/fleet/fleet-client.ts';
import { type Command, type CommandContext, command } from '../core/command.ts';
import { nameList, type Parameter, timeRange } from '../core/parameters.ts';
import type { Reply } from '../core/reply.ts';
import type { TimeRange } from '../core/time-range.ts';
import { findAllRobots } from '../fleet/lookup.ts';
import { plantTime } from '../floor/plant-time.ts';
import type { Scouts } from '../floor/scouts.ts';
import { dailySummary } from '../summaries/daily-summary.ts';
import { summaryLine } from '../summaries/fleet-summary-buttons.ts';

const DAY = 86_400_000;
/** The end of the span without words moves in steps, so that questions within a step share what was read. */
const STEP = 60_000;

type NamedSpan = TimeRange & { readonly isNamed: boolean };

/** A span of time; without words for one the last 24 hours, by the reader's days. */
const spanOrDay = (time: Parameter<TimeRange | undefined>): Parameter<NamedSpan> => ({
  ...time,
  async read(words, context) {
    const { value, rest: others } = await time.read(words, context);
    if (value !== undefined) return { value: { ...value, isNamed: true }, rest: others };
    const to = Math.ceil(context.now / STEP) * STEP;
    const zone = await context.zone();
    return { value: { from: to - DAY, to, label: 'last 24 hours', zone, isNamed: false }, rest: others };
  },
});

/** `summary`: what happened in a span, the last 24 hours where none is named; to all robots or some, and on the floor. */
export function summary(scouts: Scouts): Command {
  const { fleet, plant } = scouts;
  return fleet === undefined ? floorSummary(scouts) : robotSummary(scouts, fleet, plant !== undefined);
}

function robotSummary(scouts: Scouts, fleet: FleetClient, hasFloor: boolean): Command {
  const contents = 'runs, failures, distance, anomalies, what comes next';
  return command({
    name: 'summary',
    summary: hasFloor
      ? `the summary of robots and floor: ${contents}; orders done, paused, late`
      : `the fleet summary: ${contents}`,
    parameters: {
      time: spanOrDay(timeRange),
      about: nameList('robots', 'only these, `Rex, Daisy`', {
        noise: ['robots', 'robot', 'of', 'for', 'on', 'the'],
        and: true,
      }),
    },
    examples: ['summary', 'summary yesterday', 'summary last week', 'summary Rex, Daisy', 'summary since 06:00 Rex'],
    async run({ time, about }, context) {
      return told(scouts, time, about.length === 0 ? [] : await namesOf(fleet, about), context);
    },
  });
}

/** The same where there are no robots; by the clocks of the plant. */
function floorSummary(scouts: Scouts): Command {
  const { plant } = scouts;
  return command({
    name: 'summary',
    summary: 'the floor summary: orders done, in progress, paused and why, queued, late',
    parameters: { time: spanOrDay(plant === undefined ? timeRange : plantTime(plant)) },
    examples: ['summary', 'summary yesterday', 'summary last week', 'summary since 06:00'],
    run: ({ time }, context) => told(scouts, time, [], context),
  });
}

async function told(
  scouts: Scouts,
  { isNamed, ...span }: NamedSpan,
  robots: readonly string[],
  { now }: CommandContext,
): Promise<Reply> {
  const line = summaryLine(robots.length > 0 ? robots : undefined, isNamed ? span.label : undefined);
  const drawn = isNamed ? 'of span' : 'last 14';
  return (await dailySummary(scouts, { span, robots, now }, { drawn, line })).reply;
}

/** The robots that names mean. Throws UserError for a name that none has. */
async function namesOf(fleet: FleetClient, about: readonly string[]): Promise<readonly string[]> {
  const { value } = await fleet.robots();
  return [...new Set(findAllRobots(about, value, 'summary').map(({ name }) => name))];
}

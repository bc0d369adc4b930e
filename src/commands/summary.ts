import { type Command, command } from '../core/command.ts';
import { UserError } from '../core/errors.ts';
import { nameList, type Parameter, timeRange } from '../core/parameters.ts';
import type { TimeRange } from '../core/time-range.ts';
import { findAllRobots } from '../fleet/lookup.ts';
import type { Scouts } from '../floor/scouts.ts';
import { dailySummary } from '../summaries/daily-summary.ts';
import { summaryLine } from '../summaries/fleet-summary-buttons.ts';

const DAY = 86_400_000;
/** The end of the span without words moves in steps, so that questions within a step share what was read. */
const STEP = 60_000;

/** A span of time; without words for one the last 24 hours, by the reader's days. */
const spanOrDay: Parameter<TimeRange & { readonly isNamed: boolean }> = {
  ...timeRange,
  async read(words, context) {
    const { value, rest: others } = await timeRange.read(words, context);
    if (value !== undefined) return { value: { ...value, isNamed: true }, rest: others };
    const to = Math.ceil(context.now / STEP) * STEP;
    const zone = await context.zone();
    return { value: { from: to - DAY, to, label: 'last 24 hours', zone, isNamed: false }, rest: others };
  },
};

/** `summary`: what happened in a span, the last 24 hours where none is named; of all robots or some. */
export function summary(scouts: Scouts): Command {
  return command({
    name: 'summary',
    summary: 'the fleet summary: runs, failures, distance, anomalies, what comes next',
    parameters: {
      time: spanOrDay,
      about: nameList('robots', 'only these, `Rex, Daisy`', {
        noise: ['robots', 'robot', 'of', 'for', 'on', 'the'],
        and: true,
      }),
    },
    examples: ['summary', 'summary yesterday', 'summary last week', 'summary Rex, Daisy', 'summary since 06:00 Rex'],
    async run({ time: { isNamed, ...span }, about }, { now }) {
      const robots = about.length === 0 ? [] : await namesOf(scouts, about);
      const line = summaryLine(robots.length > 0 ? robots : undefined, isNamed ? span.label : undefined);
      const drawn = isNamed ? 'of span' : 'last 14';
      return (await dailySummary(scouts, { span, robots, now }, { drawn, line })).reply;
    },
  });
}

/** The robots that names mean. Throws UserError for a name that none has. */
async function namesOf({ fleet }: Scouts, about: readonly string[]): Promise<readonly string[]> {
  if (fleet === undefined) throw new UserError('I know no robots here: write `summary` and a time.');
  const { value } = await fleet.robots();
  return [...new Set(findAllRobots(about, value, 'summary').map(({ name }) => name))];
}

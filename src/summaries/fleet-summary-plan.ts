import { count, distanceInTime } from '../answers/quantities.ts';
import { type Block, bold, type EpochMs, type Text, text, time } from '../core/reply.ts';
import { startsWithin } from '../fleet/calendar.ts';
import type { MissedStart, MissedStarts } from '../fleet/missed.ts';
import { nextText, type Plan, type PlannedStart } from '../fleet/planned.ts';
import type { Scope } from './fleet-summary-scope.ts';

const DAY = 86_400_000;
const MOST_LINES = 3;

/** A plan with only the robots of a scope. */
export function planOfScope(plan: Plan, scope: Scope): Plan {
  if (scope.names === undefined) return plan;
  return {
    ...plan,
    starts: plan.starts.filter(({ robot }) => scope.isAbout(robot)),
    entries: plan.entries.filter(({ schedule }) => scope.isAbout(schedule.robot)),
    disabled: plan.disabled.filter(({ robot }) => scope.isAbout(robot)),
  };
}

/** What is planned for the next 24 hours, or what comes next where that is one start or later. */
export function planFields(plan: Plan | undefined, now: EpochMs, zone: string) {
  const planned = plan?.starts.filter(({ at }) => at < now + DAY) ?? [];
  const counted = planned.map((start) => ({ start, times: timesOf(plan, start, now, zone) }));
  const all = counted.reduce((sum, { times }) => sum + times, 0);
  if (all < 2) return [{ label: 'Next', value: nextText(plan, now) }];
  const shown = counted.slice(0, MOST_LINES);
  const more = counted.length - shown.length;
  const value: Text = [
    `${all} starts: `,
    ...shown.flatMap(({ start, times }, i) => [
      i === 0 ? '' : '; ',
      ...startText(start, times, i === 0 ? now : undefined),
    ]),
    more > 0 ? `; and ${count(more, 'more mission')}` : '',
  ];
  return [{ label: 'Next 24 h', value }];
}

function timesOf(plan: Plan | undefined, { entry }: PlannedStart, now: EpochMs, zone: string): number {
  return plan === undefined ? 0 : startsWithin(entry, { from: now, to: now + DAY }, zone).length;
}

/** With `now`, also how soon. */
function startText({ mission, robot, at }: PlannedStart, times: number, now: EpochMs | undefined): Text {
  const again = times > 1 ? ` and ${count(times - 1, 'more time')}` : '';
  const soon = now === undefined ? '' : ` (${distanceInTime(at, now)})`;
  return [`${mission}${robot === undefined ? '' : ` on ${robot}`}, `, time(at, 'date-time'), soon, again];
}

/** The planned starts that did not come, one line for each mission of a robot. */
export function missedBlocks(missed: MissedStarts | undefined): readonly Block[] {
  const groups = [...Map.groupBy(missed?.starts ?? [], ({ mission, robot }) => `${mission} on ${robot}`)];
  const lines = groups.slice(0, MOST_LINES).map(([name, starts]) => missedLine(name, starts));
  const more = groups.slice(MOST_LINES).reduce((sum, [, starts]) => sum + starts.length, 0);
  return more > 0 ? [...lines, text(`and ${count(more, 'more planned start')} that did not come`)] : lines;
}

function missedLine(name: string, starts: readonly MissedStart[]): Block {
  const last = starts.at(-1);
  const busy = last?.busyWith === undefined ? '' : ` (${last.robot} was running ${last.busyWith})`;
  const times = starts.length > 1 ? `, ${starts.length} times, the last planned for ` : ', planned for ';
  const planned: Text = last === undefined ? [] : [times, time(last.at, 'date-time'), busy];
  return text('○ ', bold(`${name} did not start`), ...planned);
}

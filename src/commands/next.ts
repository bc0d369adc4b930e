import { commandLine, nameWords, pageButtons, pageOf } from '../answers/pages.ts';
import { count, distanceInTime, listNames } from '../answers/quantities.ts';
import type { FleetClient } from '../clients/fleet/fleet-client.ts';
import { type Command, command } from '../core/command.ts';
import { UserError } from '../core/errors.ts';
import { choice, nameList, page, timeAhead } from '../core/parameters.ts';
import {
  type Block,
  bold,
  button,
  buttons,
  type EpochMs,
  inPlaceButton,
  type Table,
  type Text,
  text,
  time,
} from '../core/reply.ts';
import type { TimeRange } from '../core/time-range.ts';
import { repeatText, startsWithin } from '../fleet/calendar.ts';
import { fleetReply } from '../fleet/fleet-reply.ts';
import { findAllSubjects, isOneOf, subjectName } from '../fleet/lookup.ts';
import { type Plan, type PlannedStart, planOf } from '../fleet/planned.ts';
import { product } from '../fleet/product.ts';

const PAGE_SIZE = 10;
/** Switched off entries that are named beside the starts. */
const MOST_NAMED = 5;

/** `next`: what the calendar starts next, or within a time. */
export function next(fleet: FleetClient): Command {
  return command({
    name: 'next',
    summary: 'what is planned, from the calendar: next, or within a time, of all or of robots or missions',
    parameters: {
      state: choice('disabled', '`disabled` shows what in the calendar is switched off', { disabled: 'disabled' }),
      time: timeAhead,
      page,
      about: nameList('robots or missions', 'a robot, a mission, or both; several with commas', {
        noise: ['mission', 'run', 'for', 'on', 'by', 'the', 'of', 'in'],
      }),
    },
    examples: ['next', 'next Rex', 'next Perimeter Patrol', 'next tomorrow', 'next 4h Rex', 'next disabled'],
    shared: true,
    async run({ state, time: span, about, page: number }, { now }) {
      const line = commandLine('next', state, wordsOf(span), nameWords(about));
      if (span && span.to <= now) throw isOver(span, commandLine('runs', span.label, nameWords(about)));
      const subjects = await findAllSubjects(about, fleet, 'next');
      const whole = await planOf(fleet, now);
      const plan = { ...whole, starts: startsOf(whole, span, now, fleet.site.zone).filter(isOneOf(subjects)) };
      const disabled = disabledOf(whole).filter(isOneOf(subjects));
      const of = subjects.length === 0 ? '' : ` for ${listNames(subjects.map(subjectName))}`;
      const off = pageOf(disabled, number, PAGE_SIZE);
      const shown = pageOf(plan.starts, number, PAGE_SIZE);
      const isOff = state === 'disabled';
      return fleetReply({
        fleet,
        now,
        facts: plan.facts,
        blocks: plan.isReported
          ? isOff
            ? [
                text(bold(disabledHeadline(disabled.length, of))),
                ...(off.items.length > 0 ? [disabledTable(off.items)] : []),
              ]
            : [
                text(...headline(plan.starts, of, span, now)),
                ...(shown.items.length > 0 ? [startTable(shown.items)] : []),
                ...disabledBlock(disabled),
              ]
          : [text(bold(`${await product(fleet)} reports no calendar.`))],
        remarks:
          isOff || plan.starts.length === 0 ? [] : [['as planned; a robot that is busy or off its dock starts later']],
        next: [
          ...pageButtons(line, isOff ? off : shown, PAGE_SIZE),
          inPlaceButton('Refresh', line),
          button('What is running?', 'now'),
        ],
      });
    },
  });
}

/** A span's words behind `next`, which say "next" already. */
const wordsOf = (span: TimeRange | undefined): string | undefined => span?.label.replace(/^next (\d+) (\w).*$/, '$1$2');

const isOver = ({ label }: TimeRange, line: string): UserError =>
  new UserError(`${label} is over; \`${line}\` tells what ran.`, { details: [buttons(button('What ran', line))] });

/** The starts of a plan: of each entry the next one, or all within a span. */
function startsOf(plan: Plan, span: TimeRange | undefined, now: EpochMs, zone: string): readonly PlannedStart[] {
  if (span === undefined) return plan.starts;
  const rest = { from: Math.max(span.from, now), to: span.to };
  return plan.starts
    .flatMap((start) => startsWithin(start.entry, rest, zone).map((at) => ({ ...start, at })))
    .toSorted((a, b) => a.at - b.at);
}

function headline(starts: readonly PlannedStart[], of: string, span: TimeRange | undefined, now: EpochMs): Text {
  const [first] = starts;
  const when = span === undefined ? '' : `, ${span.label}`;
  if (first === undefined) return [bold(`Nothing is planned${of}${when}.`)];
  const robot = first.robot === undefined ? '' : ` on ${first.robot}`;
  const soonest: Text = [time(first.at, 'date-time'), ` (${distanceInTime(first.at, now)})`];
  if (span === undefined) return [bold(`Next: ${first.mission}${robot}`), ', ', ...soonest];
  return [
    bold(`${count(starts.length, 'planned start')}${of}${when}`),
    `, the first: ${first.mission}${robot}, `,
    ...soonest,
  ];
}

function startTable(starts: readonly PlannedStart[]): Table {
  return {
    kind: 'table',
    columns: [{ title: 'Start' }, { title: 'Mission' }, { title: 'Robot' }, { title: 'Repeats' }],
    rows: starts.map(({ at, mission, robot, entry }) => [
      [time(at, 'date-time')],
      [mission],
      [robot ?? 'not reported'],
      [repeatText(entry.repeatMs)],
    ]),
  };
}

/** An entry of the calendar that is switched off. */
interface DisabledEntry {
  readonly name: string;
  readonly mission?: string;
  readonly robot?: string;
  readonly reason: string;
}

const disabledOf = ({ entries }: Plan): readonly DisabledEntry[] =>
  entries.flatMap(({ schedule: { name, robot, disabledReason }, mission }) =>
    disabledReason === undefined
      ? []
      : [
          {
            name: name ?? mission ?? 'an entry without a name',
            reason: disabledReason,
            ...(mission !== undefined && { mission }),
            ...(robot !== undefined && { robot }),
          },
        ],
  );

const disabledHeadline = (disabled: number, of: string): string =>
  disabled === 0
    ? `Nothing in the calendar is switched off${of}.`
    : `${count(disabled, 'entry', 'entries')} switched off${of}`;

function disabledTable(disabled: readonly DisabledEntry[]): Table {
  return {
    kind: 'table',
    columns: [{ title: 'Entry' }, { title: 'Mission' }, { title: 'Robot' }, { title: 'Why' }],
    rows: disabled.map(({ name, mission, robot, reason }) => [
      [bold(name)],
      [mission ?? 'not reported'],
      [robot ?? 'not reported'],
      [reason],
    ]),
  };
}

function disabledBlock(disabled: readonly DisabledEntry[]): readonly Block[] {
  if (disabled.length === 0) return [];
  const said = disabled.slice(0, MOST_NAMED).map(({ name, reason }) => `${name} (${reason})`);
  const more = disabled.length > MOST_NAMED ? ', …' : '';
  return [text(`${count(disabled.length, 'entry', 'entries')} switched off: ${said.join(', ')}${more}`)];
}

import { listNames } from '../answers/quantities.ts';
import type { Form, FormField } from '../core/reply.ts';
import type { Scouts } from '../floor/scouts.ts';
import type { Subscription } from '../storage/store.ts';
import { dayWords } from './day-words.ts';
import { robotWords } from './request-line.ts';
import { DAY_NAMES, daysText } from './timetable.ts';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const USUAL_DAYS = [EVERY_DAY, [1, 2, 3, 4, 5], [6, 7], ...DAY_NAMES.map((_, i) => [i + 1])];

/** What a form about a subscription begins with. */
type Initial = Pick<Subscription, 'summary' | 'timetable' | 'robots' | 'skipEmpty'>;

/** The form of a new subscription, by the reader's zone; a place is asked for where there is a choice. */
export function subscribeForm(zone: string, isDirect: boolean, scouts: Scouts): Form {
  const timetable = { days: EVERY_DAY, times: ['07:00'], zone };
  const fields = fieldsOf({ summary: 'fleet', timetable, robots: [], skipEmpty: false }, scouts);
  return {
    kind: 'form',
    title: 'Subscribe',
    submit: 'Subscribe',
    command: 'subscribe',
    fields: isDirect ? fields : [...fields, PLACE],
  };
}

/** The form that changes a subscription. */
export function changeForm(subscription: Subscription, scouts: Scouts): Form {
  const { id } = subscription;
  return {
    kind: 'form',
    title: `Change ${id}`,
    submit: 'Change',
    command: `change ${id}`,
    fields: fieldsOf(subscription, scouts),
  };
}

const PLACE: FormField = {
  name: 'place',
  label: 'Where',
  kind: 'choice',
  options: [
    { label: 'Here', words: 'here' },
    { label: 'To me alone', words: 'me' },
  ],
  initial: 'here',
};

function fieldsOf({ summary, timetable, robots, skipEmpty }: Initial, scouts: Scouts): readonly FormField[] {
  return [
    ...summaryFields(summary, scouts),
    daysField(timetable.days),
    timesField(timetable.times, scouts),
    {
      name: 'zone',
      label: 'Time zone',
      hint: 'A city, or a zone such as Europe/Berlin',
      before: 'in',
      kind: 'text',
      initial: timetable.zone,
    },
    ...robotsFields(robots, scouts),
    {
      name: 'skip',
      label: 'When nothing happened',
      kind: 'choice',
      options: [
        { label: 'Say so', words: 'also if empty' },
        { label: 'Send nothing', words: 'skip if empty' },
      ],
      initial: skipEmpty ? 'skip if empty' : 'also if empty',
    },
  ];
}

/** Without a shop floor there is one summary only. */
function summaryFields(summary: string, { fleet, plant }: Scouts): readonly FormField[] {
  if (plant === undefined) return [];
  return [
    {
      name: 'summary',
      label: 'Summary',
      kind: 'choice',
      options: [
        { label: fleet === undefined ? 'Shop floor' : 'Robots and shop floor', words: 'fleet' },
        { label: 'Hand-over of shifts', words: 'shift' },
      ],
      initial: summary === 'shift' ? 'shift' : 'fleet',
    },
  ];
}

function daysField(days: readonly number[]): FormField {
  const isUsual = USUAL_DAYS.some((usual) => usual.join() === days.join());
  const choices = isUsual ? USUAL_DAYS : [days, ...USUAL_DAYS];
  return {
    name: 'days',
    label: 'When',
    kind: 'choice',
    options: choices.map((each) => ({ label: capitalised(daysText(each)), words: dayWords(each) })),
    initial: dayWords(days),
  };
}

/** Where a plant has shifts there is room for several times, as its hand-overs want. */
function timesField(times: readonly string[], { plant }: Scouts): FormField {
  const [time = '07:00'] = times;
  const clock = { name: 'times', label: times.length === 1 ? 'At' : 'At these times' };
  if (plant !== undefined) {
    const hint = `Shifts begin at ${listNames(plant.shifts, plant.shifts.length)}, ${plant.zone} time`;
    return { ...clock, hint, kind: 'text', initial: times.join(', ') };
  }
  return times.length === 1
    ? { ...clock, kind: 'time', initial: time }
    : { ...clock, kind: 'text', initial: times.join(', ') };
}

function robotsFields(robots: readonly string[], { fleet }: Scouts): readonly FormField[] {
  if (fleet === undefined) return [];
  return [
    {
      name: 'robots',
      label: 'Robots',
      hint: 'All, or names with commas between',
      before: 'robots',
      kind: 'text',
      initial: robotWords(robots),
      optional: true,
    },
  ];
}

const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

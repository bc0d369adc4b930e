import type { Form, FormField } from '../core/reply.ts';
import type { Subscription } from '../storage/store.ts';
import { dayWords } from './day-words.ts';
import { robotWords } from './request-line.ts';
import { DAY_NAMES, daysText } from './timetable.ts';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const USUAL_DAYS = [EVERY_DAY, [1, 2, 3, 4, 5], [6, 7], ...DAY_NAMES.map((_, i) => [i + 1])];

/** What a form about a subscription begins with. */
type Initial = Pick<Subscription, 'timetable' | 'robots' | 'skipEmpty'>;

/** The form of a new subscription, by the reader's zone; a place is asked for where there is a choice. */
export function subscribeForm(zone: string, isDirect: boolean): Form {
  const initial = { timetable: { days: EVERY_DAY, times: ['07:00'], zone }, robots: [], skipEmpty: false };
  const fields = isDirect ? fieldsOf(initial) : [...fieldsOf(initial), PLACE];
  return { kind: 'form', title: 'Subscribe', submit: 'Subscribe', command: 'subscribe', fields };
}

/** The form that changes a subscription. */
export function changeForm(subscription: Subscription): Form {
  const { id } = subscription;
  return {
    kind: 'form',
    title: `Change ${id}`,
    submit: 'Change',
    command: `change ${id}`,
    fields: fieldsOf(subscription),
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

function fieldsOf({ timetable: { days, times, zone }, robots, skipEmpty }: Initial): readonly FormField[] {
  const isUsual = USUAL_DAYS.some((usual) => usual.join() === days.join());
  const choices = isUsual ? USUAL_DAYS : [days, ...USUAL_DAYS];
  const [time = '07:00'] = times;
  const clock = { name: 'times', label: times.length === 1 ? 'At' : 'At these times' };
  return [
    {
      name: 'days',
      label: 'When',
      kind: 'choice',
      options: choices.map((each) => ({ label: capitalised(daysText(each)), words: dayWords(each) })),
      initial: dayWords(days),
    },
    times.length === 1
      ? { ...clock, kind: 'time', initial: time }
      : { ...clock, kind: 'text', initial: times.join(', ') },
    {
      name: 'zone',
      label: 'Time zone',
      hint: 'A city, or a zone such as Europe/Berlin',
      before: 'in',
      kind: 'text',
      initial: zone,
    },
    {
      name: 'robots',
      label: 'Robots',
      hint: 'All, or names with commas between',
      before: 'robots',
      kind: 'text',
      initial: robotWords(robots),
      optional: true,
    },
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

const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

import { listNames } from '../answers/quantities.ts';
import type { Form, FormField } from '../core/reply.ts';
import type { Site } from '../sites/site.ts';
import type { Subscription } from '../storage/store.ts';
import { dayWords } from './day-words.ts';
import { requestLine, robotWords } from './request-line.ts';
import { DAY_NAMES, daysText } from './timetable.ts';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const USUAL_DAYS = [EVERY_DAY, [1, 2, 3, 4, 5], [6, 7], ...DAY_NAMES.map((_, i) => [i + 1])];

/** What a form about a subscription begins with. */
type Initial = Pick<Subscription, 'summary' | 'timetable' | 'robots' | 'skipEmpty'> & {
  readonly site?: string | undefined;
};

/** What a form about a new subscription depends on. */
export interface FormSurroundings {
  /** The reader's. */
  readonly zone: string;
  /** Whether there is no choice of a place. */
  readonly isDirect: boolean;
  readonly sites: readonly Site[];
  /** The one that the conversation means. */
  readonly site: string | undefined;
}

/** The form of a new subscription, by the reader's zone; a place is asked for where there is a choice. */
export function subscribeForm({ zone, isDirect, sites, site }: FormSurroundings): Form {
  const timetable = { days: EVERY_DAY, times: ['07:00'], zone };
  const fields = fieldsOf({ summary: 'fleet', timetable, robots: [], site, skipEmpty: false }, sites);
  return {
    kind: 'form',
    title: 'Subscribe',
    submit: 'Subscribe',
    command: 'subscribe',
    fields: isDirect ? fields : [...fields, PLACE],
  };
}

/** The form that changes a subscription. */
export function changeForm(subscription: Subscription, sites: readonly Site[]): Form {
  const { id } = subscription;
  return {
    kind: 'form',
    title: `Change ${id}`,
    submit: 'Change',
    command: `change ${id}`,
    fields: fieldsOf(subscription, sites),
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

function fieldsOf(
  { summary, timetable, robots, site, skipEmpty }: Initial,
  sites: readonly Site[],
): readonly FormField[] {
  return [
    ...summaryFields(summary, sites),
    ...siteFields(site, sites),
    daysField(timetable.days),
    timesField(timetable.times, site, sites),
    {
      name: 'zone',
      label: 'Time zone',
      hint: 'A city, or a zone such as Europe/Berlin',
      before: 'in',
      kind: 'text',
      initial: timetable.zone,
    },
    ...robotsFields(robots, sites),
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
function summaryFields(summary: string, sites: readonly Site[]): readonly FormField[] {
  if (sites.every(({ plant }) => plant === undefined)) return [];
  const hasRobots = sites.some(({ fleet }) => fleet !== undefined);
  return [
    {
      name: 'summary',
      label: 'Summary',
      kind: 'choice',
      options: [
        { label: hasRobots ? 'Robots and shop floor' : 'Shop floor', words: 'fleet' },
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

/** A hand-over is of one site. */
function siteFields(site: string | undefined, sites: readonly Site[]): readonly FormField[] {
  if (sites.length < 2) return [];
  const all = { label: 'All sites', words: ALL_WORDS };
  const options = [all, ...sites.map(({ name }) => ({ label: name, words: requestLine('', { site: name }) }))];
  const chosen = options.find(({ label }) => label === site) ?? all;
  return [{ name: 'site', label: 'Site', kind: 'choice', options, initial: chosen.words }];
}

const ALL_WORDS = 'all sites';

/** Where plants have shifts there is room for several times, as their hand-overs want. */
function timesField(times: readonly string[], site: string | undefined, sites: readonly Site[]): FormField {
  const working = sites.filter(({ plant }) => plant !== undefined);
  const [only, ...others] = working;
  const plant = (others.length === 0 ? only : working.find(({ name }) => name === site))?.plant;
  const [time = '07:00'] = times;
  const clock = { name: 'times', label: times.length === 1 ? 'At' : 'At these times' };
  if (plant !== undefined) {
    const hint = `Shifts begin at ${listNames(plant.shifts, plant.shifts.length)}, ${plant.zone} time`;
    return { ...clock, hint, kind: 'text', initial: times.join(', ') };
  }
  if (working.length > 0) {
    const hint = 'Several with commas between, as for the shifts of a site';
    return { ...clock, hint, kind: 'text', initial: times.join(', ') };
  }
  return times.length === 1
    ? { ...clock, kind: 'time', initial: time }
    : { ...clock, kind: 'text', initial: times.join(', ') };
}

function robotsFields(robots: readonly string[], sites: readonly Site[]): readonly FormField[] {
  if (sites.every(({ fleet }) => fleet === undefined)) return [];
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

import { freelyNamed, isNamed, keptSlots, NAMES, points, subjectSlots } from './carried-slots.ts';
import { type Lined, lineOf, unlined } from './line-of.ts';
import type { Mark } from './reading/mark.ts';
import type { Rule, Slots } from './rule.ts';
import { OF_ALERT } from './slots/id-slots.ts';
import { type PlantNames, withPlantNames } from './slots/plant-names.ts';
import { readSlots } from './slots/read-slots.ts';
import { some } from './slots/slot-reader.ts';
import type { Understanding } from './understand.ts';

interface FollowUpSource {
  readonly marks: readonly Mark[];
  readonly words: readonly Mark[];
  /** What a shop floor calls its things; absent where there is none. */
  readonly plant?: PlantNames | undefined;
  /** A line has to say which site is meant. */
  readonly severalSites?: true | undefined;
  readonly previous: Understanding;
  readonly rules: readonly Rule[];
  /** The rule of the likeliest intent. */
  readonly rule: Rule;
  /** The same is asked as before, with other words in it. */
  readonly isSame: boolean;
}

/** What a sentence means behind another one. */
type Followed = Lined & Pick<Understanding, 'slots'>;

/** What shows one run, or a list of them, and what can be asked of it. */
const SHOWS_RUN = ['run_last', 'run_detail', 'run_why', 'capture_show', 'events_list', 'run_current', 'run_list'];
const OF_RUN = ['run_why', 'capture_show', 'run_detail', 'events_list'];
/** What else can be asked of it where the sentence points at it. */
const FROM_RUN = ['reading_value', 'anomaly_list'];
const SHOWS_ALERT = /^(?:anomaly|alert)_/;
const FROM_ALERT = ['capture_show', 'cross_link'];

/** What a sentence means behind another one: what it does not say itself holds from there. */
export function followUp(source: FollowUpSource): Followed {
  const { previous, rule } = source;
  if (rule.intent === 'page_next') return nextPage(previous);
  const shown = shownBefore(source);
  if (shown !== undefined) return ofShown(source, shown);
  const slots = withPlantNames(isContinued(source) ? sameSlots(source) : otherSlots(source), source.plant);
  return { slots, ...lineOf({ ...source, rule: asBefore(source) }, slots) };
}

/** Whether it is the question before with other words in it. */
const isContinued = ({ rule: { intent }, previous, isSame, marks }: FollowUpSource): boolean =>
  intent === previous.intent &&
  (isSame || points(marks) || (OF_ALERT.includes(intent) && !some(marks, '@id', '@asset')));

/** "And Daisy?", "same for yesterday", "only the failed ones". */
function sameSlots(source: FollowUpSource): Slots {
  const { marks, rule, previous } = source;
  const { granted, said: read } = saidSlots(source);
  const said = withFreeNames(read, freelyNamed(previous.slots, marks));
  const [offset, back] = [previous.slots['offset'], said['offset']];
  const earlier = typeof offset === 'number' && typeof back === 'number' && { offset: offset + back };
  return { ...granted, ...keptSlots(rule.intent, previous.slots, said, marks), ...said, ...earlier };
}

/** With what is named freely where nothing is read so; what bears no name is no robot then. */
function withFreeNames(read: Slots, named: Slots): Slots {
  const { robot, ...others } = read;
  if (Object.keys(named).some((slot) => read[slot] !== undefined)) return read;
  if (robot === undefined) return { ...read, ...named };
  return isUnknown(robot) && Object.keys(named).length > 0 ? { ...others, ...named } : read;
}

/** What a sentence fills, beside what its intent takes for granted. */
function saidSlots(source: FollowUpSource): { readonly granted: Slots; readonly said: Slots } {
  const granted = readSlots({ ...source, marks: [], words: [] });
  const own = source.rule.slots ?? {};
  const isSaid = ([slot, value]: readonly [string, unknown]): boolean =>
    granted[slot] !== value || Object.hasOwn(own, slot);
  return { granted, said: Object.fromEntries(Object.entries(readSlots(source)).filter(isSaid)) };
}

const isUnknown = (name: unknown): boolean => typeof name === 'object' && name !== null && 'unknown' in name;

/** "Where is he?", "compare that with last week". */
function otherSlots(source: FollowUpSource): Slots {
  const { marks, rule, previous } = source;
  const { granted, said } = saidSlots(source);
  const kept = subjectSlots(rule.intent, previous, marks);
  return {
    ...granted,
    ...(isCompared(rule.intent) ? comparedSlots(kept, said, previous.slots) : { ...kept, ...said }),
  };
}

const isCompared = (intent: string): boolean => intent.endsWith('_compare');

/** What is compared stands before, what it is compared with is said now. */
function comparedSlots(kept: Slots, said: Slots, before: Slots): Slots {
  const { time, robot, ...others } = said;
  const vs = others['vs'] ?? time;
  const isOtherRobot = robot !== undefined && typeof before['robot'] === 'string' && robot !== before['robot'];
  const { robot: _, ...withoutRobot } = kept;
  return {
    ...(isOtherRobot
      ? { ...withoutRobot, robots: [before['robot'], robot] }
      : { ...kept, ...(robot !== undefined && { robot }) }),
    ...others,
    ...(vs !== undefined && { vs }),
    // "Today against last week" says both.
    ...(others['vs'] !== undefined && time !== undefined && { time }),
  };
}

/** The slot that tells what was just shown, where the sentence asks of it and names nothing else. */
function shownBefore({ marks, previous, rule }: FollowUpSource): 'run_id' | 'anomaly_id' | undefined {
  const { intent } = rule;
  if (previous.intent === intent) return undefined;
  const isOfAlert = OF_ALERT.includes(intent) || FROM_ALERT.includes(intent);
  if (SHOWS_ALERT.test(previous.intent) && isOfAlert)
    return some(marks, '@id', '@asset', '@robot', '@mission') ? undefined : 'anomaly_id';
  if (isNamed(marks)) return undefined;
  if (!SHOWS_RUN.includes(previous.intent) || some(marks, '@time')) return undefined;
  return OF_RUN.includes(intent) || (FROM_RUN.includes(intent) && isOneRun(previous)) ? 'run_id' : undefined;
}

const isOneRun = ({ intent }: Understanding): boolean =>
  ['run_last', 'run_detail', 'run_why', 'events_list', 'capture_show'].includes(intent);

/** About the run, or the alert, that was just shown. */
function ofShown(source: FollowUpSource, name: 'run_id' | 'anomaly_id'): Followed {
  const { rule, previous } = source;
  const said = readSlots(source);
  if (name === 'anomaly_id') {
    const slots = { ...said, anomaly_id: '<prev>' };
    return { slots, ...lineOf(source, slots) };
  }
  const { robot, mission } = previous.slots;
  const subject = { ...(robot !== undefined && { robot }), ...(mission !== undefined && { mission }) };
  const slots = { ...said, ...subject, run_id: '<prev>' };
  const told = toldRun(previous, subject);
  if (told === undefined) return { slots, ...unlined(rule, slots) };
  return { slots, ...lineOf(source, { ...said, ...told }) };
}

/** How a line tells which run was shown: behind `last Rex` it is that of `photos Rex`; nothing where no line tells it. */
function toldRun(previous: Understanding, subject: Slots): Slots | undefined {
  const others = Object.keys(previous.slots).filter((slot) => !['run_id', 'robot', 'mission'].includes(slot));
  if (previous.command === undefined || !isOneRun(previous) || others.length > 0) return undefined;
  return Object.keys(subject).length > 0 ? subject : { run_id: previous.slots['run_id'] ?? '<prev>' };
}

/** The rule of the question before where the same is asked of another, and nothing else of it: "and WO-3991421?" behind "who is working on WO-3991420". */
function asBefore({ rule, rules, previous, isSame, marks }: FollowUpSource): Rule {
  const { command = '' } = previous;
  const isMore = isSame || marks.every((mark) => some([mark], 'filler', 'and', 'onward', ...NAMES));
  if (!isMore || rule.intent !== previous.intent || rule.command?.words !== undefined) return rule;
  const asked = rules.find(
    ({ intent, command: other }) =>
      intent === rule.intent && other?.words !== undefined && `${command} `.startsWith(`${other.name} ${other.words} `),
  );
  return asked ?? rule;
}

const PAGED =
  'runs robots missions next anomalies subscriptions photos run orders stations machines maintenance affected'.split(
    ' ',
  );

function nextPage({ command }: Understanding): Followed {
  const [, line = '', page] = /^(.*?)(?: page (\d+))?$/.exec(command ?? '') ?? [];
  const hasPages = PAGED.includes(line.split(' ')[0] ?? '');
  return {
    slots: {},
    ...(!hasPages && { answer: 'There is nothing to turn the page of. Ask for a list first, for example `runs`.' }),
    ...(hasPages && { command: `${line} page ${Number(page ?? 1) + 1}` }),
  };
}

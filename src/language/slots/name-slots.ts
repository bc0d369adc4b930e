import { goesOn, has, type Mark } from '../reading/mark.ts';
import type { Sign } from '../rule.ts';
import { slotsOf } from './intent-slots.ts';
import { type SlotReaders, type SlotSource, some } from './slot-reader.ts';

/** A name, or who it may be; of an unknown one the nearest. */
export function nameOf(mark: Mark): unknown {
  if (Array.isArray(mark.value)) {
    const [name, ...others] = mark.value;
    return others.length === 0 ? name : { ambiguous: mark.value };
  }
  const suggest: unknown = typeof mark.value === 'function' ? mark.value() : [];
  return { unknown: mark.text, suggest };
}

/** Names of a kind that a question asks about; those left out only where there is nothing to leave them out of: "skip the Night Perimeter". */
function namesOf({ marks, rule }: SlotSource, sign: Sign, left: Sign): readonly unknown[] {
  const asked = marks.filter((mark) => has(mark, sign));
  const canLeaveOut = slotsOf(rule.intent).includes('exclude') || some(marks, 'all', 'any');
  const found = asked.length > 0 || canLeaveOut ? asked : marks.filter((mark) => has(mark, left));
  return [...new Map(found.map((mark) => [JSON.stringify(mark.value), nameOf(mark)])).values()];
}

/** Several numbers of "Spot" are no second robot beside one of them. */
function robotsOf(source: SlotSource): readonly unknown[] {
  const found = namesOf(source, '@robot', '@left_robot');
  const certain = found.filter((name) => typeof name === 'string');
  if (found.length > 0) return certain.length > 0 ? certain : found;
  const unknown = unknownRobot(source);
  return unknown === undefined ? [] : [unknown];
}

/** Questions about one robot by its name. */
const OF_ONE_ROBOT = ['robot_status', 'robot_battery', 'robot_location'];
/** Questions that may tell of which robot. */
const OF_ROBOTS =
  'control_request run_current run_last run_list run_why run_stats run_compare events_list capture_show anomaly_list schedule_next schedule_list schedule_explain'.split(
    ' ',
  );

function unknownRobot({ marks, rule: { intent } }: SlotSource): unknown {
  const isOfOne = OF_ONE_ROBOT.includes(intent);
  const at = marks.findIndex(
    (mark, i) => (has(mark, '@norobot') && isRobotName(marks, i)) || (isOfOne && isNamed(marks, i)),
  );
  const mark = marks[at];
  if (mark === undefined || mark.leftOut || (intent === 'anomaly_list' && some(marks, 'assign'))) return undefined;
  const isAnnounced = has(marks[at - 1], 'robot') && goesOn(marks[at - 1]);
  return isOfOne || isAnnounced || OF_ROBOTS.includes(intent) ? nameOf(withoutEnding(mark, marks[at + 1])) : undefined;
}

/** "Fidos battery": the owner's ending. */
const withoutEnding = (mark: Mark, next: Mark | undefined): Mark =>
  goesOn(mark) && has(mark, '@unknown') && has(next, 'battery', 'status', 'location')
    ? { ...mark, text: mark.text.replace(/s$/u, '') }
    : mark;

/** Not a place whose time is meant, a person or a thing: "Warsaw time", "Mr", "the customer's", "Fence East". */
function isRobotName(marks: readonly Mark[], at: number): boolean {
  const [before, mark, next] = [marks[at - 1], marks[at], marks[at + 1]];
  const isArticle = mark?.owns && has(before, 'filler') && /^(?:the|a|an|our|my|their|this)$/i.test(before?.text ?? '');
  const isLonger = goesOn(mark) && has(next, '@norobot') && !mark.quoted && !mark.owns;
  const isPartOfLonger =
    goesOn(before) && /^\p{Lu}/u.test(before.text) && has(before, '@norobot', 'asset', 'place') && !before.owns;
  return !isArticle && !isLonger && !isPartOfLonger && !(has(next, 'filler') && next?.text === 'time');
}

/** A word nobody knows, or one written as a name, where a robot's name stands: "how is fido", "status of Max", "Fido state". */
function isNamed(marks: readonly Mark[], at: number): boolean {
  const [before, mark, next] = [marks[at - 1], marks[at], marks[at + 1]];
  if (mark === undefined || /\d|\s/.test(mark.text) || mark.text.length < 3 || mark.leftOut) return false;
  const isBehind = before !== undefined && goesOn(before) && has(before, 'of', 'how', 'where', 'status');
  const isCapital = /^\p{Lu}\p{Ll}+$/u.test(mark.text);
  if (!has(mark, '@unknown')) return isCapital && isBehind && at > 0 && has(mark, 'filler', 'most', 'least');
  const isAnnounced =
    goesOn(before) &&
    has(before, 'robot') &&
    !before.text.endsWith('s') &&
    (next === undefined || mark.ends || has(next, 'filler'));
  const isBefore = goesOn(mark) && has(next, 'status', 'battery', 'location');
  return isBehind || isAnnounced || (isBefore && (before === undefined || before.ends)) || marks.length === 1;
}

/** Who and what a question is about. */
export const NAME_SLOTS: SlotReaders = {
  robot: (source) => {
    const found = robotsOf(source);
    return found.length === 1 ? found[0] : undefined;
  },
  robots: (source) => {
    const found = robotsOf(source);
    return found.length > 1 ? found : undefined;
  },
  mission: (source) => {
    const [known] = namesOf(source, '@mission', '@left_mission');
    if (known !== undefined) return known;
    const unknown = source.marks.find((mark) => has(mark, '@nomission') && !mark.leftOut);
    return unknown && nameOf(unknown);
  },
  instance: ({ marks, rule }) => {
    const known = marks.find((mark) => has(mark, '@site'));
    if (known) return nameOf(known);
    const unknown = unknownSite(marks, rule.intent);
    return unknown === undefined ? undefined : { unknown, suggest: [] };
  },
};

/** "The south plant", "hamburg site", "site Hamburg", "over at westyard". */
function unknownSite(marks: readonly Mark[], intent: string): string | undefined {
  for (const [at, mark] of marks.entries()) {
    if (
      !(has(mark, 'site') || (has(mark, 'place') && !has(mark, 'location') && intent === 'robot_list')) ||
      mark.guessed
    )
      continue;
    const [before, next] = [marks[at - 1], marks[at + 1]];
    if (goesOn(before) && has(before, '@unknown', '@norobot')) return before.text;
    if (goesOn(mark) && has(next, '@norobot')) return next?.text;
  }
  if (!/^(?:fleet_status|problem_summary|catch_up)$/.test(intent)) return undefined;
  const isPlaced = (mark: Mark, before: Mark | undefined): boolean =>
    has(mark, '@unknown', '@norobot') &&
    (has(before, 'at', 'around') || (has(before, 'in') && has(mark, '@norobot') && intent !== 'catch_up'));
  return marks.find((mark, at) => isPlaced(mark, marks[at - 1]))?.text;
}

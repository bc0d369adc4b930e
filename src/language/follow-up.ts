import { commandLineOf } from './command-line.ts';
import type { Mark } from './read-marks.ts';
import { readSlots } from './read-slots.ts';
import type { Rule, Sign, Slots } from './rule.ts';
import type { Understanding } from './understand.ts';

interface FollowUpSource {
  readonly marks: readonly Mark[];
  readonly words: readonly Mark[];
  readonly previous: Understanding;
  readonly rules: readonly Rule[];
  readonly best: { readonly intent: string; readonly slots: Slots; readonly confidence: number } | undefined;
}

type Followed = Omit<Understanding, 'alternatives'>;

/** Words that only tie a question to the one before. */
const TIES: readonly Sign[] = [
  'filler',
  'same',
  'and',
  'what',
  'how',
  'show',
  'it',
  'only',
  'at',
  'since',
  'until',
  'now',
  'before',
  'thank',
  'all',
  'any',
  'also',
  'robot',
  'run',
  'mission',
  'which',
] as Sign[];
/** What replaces a word of the question before, and the slot it goes to. */
const REPLACING: readonly (readonly [Sign, string])[] = [
  ['@robot', 'robot'],
  ['@norobot', 'robot'],
  ['@mission', 'mission'],
  ['@nomission', 'mission'],
  ['@time', 'time'],
  ['@order', 'wo'],
  ['@station', 'station'],
  ['@serial', 'unit'],
  ['@asset', 'asset'],
  ['@site', 'instance'],
  ['failed', 'outcome'],
  ['stopped', 'outcome'],
  ['skipped', 'outcome'],
  ['succeeded', 'outcome'],
  ['severity', 'severity_min'],
  ['open', 'anomaly_status'],
  ['closed', 'anomaly_status'],
];
/** Questions about the run, or the alert, that was just shown. */
const OF_RUN = ['run_why', 'capture_show', 'run_detail', 'events_list'];
const OF_ALERT = ['anomaly_detail', 'anomaly_close', 'anomaly_reopen', 'alert_ack', 'alert_snooze', 'alert_assign'];
const SHOWED_RUN = ['run_last', 'run_detail', 'run_why', 'capture_show', 'events_list', 'run_current', 'run_list'];
const SHOWED_ALERTS = ['anomaly_list', 'anomaly_detail'];
const NAMING: readonly Sign[] = ['@robot', '@mission', '@time', '@id', '@asset', '@norobot', '@nomission', '@order'];

const has = (mark: Mark, signs: readonly Sign[]): boolean => mark.signs.some((sign) => signs.includes(sign));

/** What a sentence means that only makes sense behind another one; nothing where it stands by itself. */
export function followUp(source: FollowUpSource): Followed | undefined {
  const { marks, previous, best } = source;
  if (marks.some((mark) => mark.signs.includes('before_it')) && /^run_/.test(previous.intent))
    return earlierRun(source);
  if (isDetail(source)) return ofPrevious({ ...source, best: { intent: 'run_detail', slots: {}, confidence: 0.9 } });
  const replaced = replacing(source);
  if (replaced) return replaced;
  if (best === undefined) return undefined;
  if (best.intent === 'page_next') return nextPage(previous);
  const isNamed = marks.some((mark) => has(mark, NAMING));
  if (!isNamed && OF_RUN.includes(best.intent) && SHOWED_RUN.includes(previous.intent)) return ofPrevious(source);
  if (!isNamed && OF_ALERT.includes(best.intent) && SHOWED_ALERTS.includes(previous.intent)) return ofPrevious(source);
  if (!isNamed && marks.some((mark) => PRONOUN.test(mark.text)) && previous.slots['robot'] !== undefined)
    return ofRobot(source);
  return undefined;
}

const PRONOUN = /\b(?:he|she|it|its|his|her|him|that one|that robot|this robot|there)\b/i;

function isDetail({ marks, previous }: FollowUpSource): boolean {
  return (
    SHOWED_RUN.includes(previous.intent) &&
    marks.some((mark) => has(mark, ['describe'])) &&
    !marks.some((mark) => has(mark, NAMING))
  );
}

function ruleFor(intent: string, rules: readonly Rule[], command: string | undefined): Rule | undefined {
  const sharing = rules.filter((rule) => rule.intent === intent);
  const name = command?.split(' ')[0];
  const fitting = ({ takes = [], command: own }: Rule): number =>
    takes.length + (name !== undefined && own?.name === name ? 100 : 0);
  return sharing.toSorted((a, b) => fitting(b) - fitting(a))[0];
}

function built(rule: Rule, slots: Slots, confidence: number, line?: string): Followed {
  const command = line ?? commandLineOf(rule, slots);
  return { intent: rule.intent, slots, confidence, ...lineOrAnswer(rule, command) };
}

const lineOrAnswer = ({ answer }: Rule, command: string | undefined): Pick<Followed, 'command' | 'answer'> =>
  command !== undefined ? { command } : answer !== undefined ? { answer } : {};

/** "And Daisy?", "same for yesterday", "only the failed ones": the question before with other words in it. */
function replacing({ marks, words, previous, rules }: FollowUpSource): Followed | undefined {
  const isTie = (mark: Mark): boolean => has(mark, TIES);
  const news = marks.filter((mark) => !isTie(mark) || REPLACING.some(([sign]) => mark.signs.includes(sign)));
  if (
    news.length === 0 ||
    !news.every((mark) => REPLACING.some(([sign]) => mark.signs.includes(sign)) || has(mark, ['@number', 'over']))
  )
    return undefined;
  if (words.some((mark) => has(mark, ['which', 'why', 'when', 'where', 'who']))) return undefined;
  const rule = ruleFor(previous.intent, rules, previous.command);
  if (rule === undefined || isWholeQuestion(marks)) return undefined;
  const own: Rule = { ...rule, takes: [...new Set([...(rule.takes ?? [])])] };
  const said = readSlots({ marks, words, rule: own });
  const given = Object.keys(said).filter((slot) => slot !== 'agg' && !Object.hasOwn(rule.slots ?? {}, slot));
  if (given.length === 0) return undefined;
  const kept = Object.entries(previous.slots).filter(([slot]) => !given.includes(slot) && !replaces(slot, given));
  const slots = { ...Object.fromEntries(kept), ...Object.fromEntries(given.map((slot) => [slot, said[slot]])) };
  return built(rule, slots, 0.88);
}

/** A name or time takes the place of another of its kind; another robot has other runs. */
function replaces(slot: string, given: readonly string[]): boolean {
  if (slot === 'robots' && given.includes('robot')) return true;
  if (slot === 'robot' && given.includes('robots')) return true;
  return (slot === 'run_id' || slot === 'offset') && given.some((name) => name === 'robot' || name === 'mission');
}

const isWholeQuestion = (marks: readonly Mark[]): boolean =>
  marks.some((mark) => has(mark, ['failed', 'stopped', 'succeeded'])) &&
  marks.some((mark) => has(mark, ['what', 'any', 'how', '@robot']) && mark.signs.length > 0) &&
  !marks.some((mark) => has(mark, ['only']));

function earlierRun({ previous, rules }: FollowUpSource): Followed | undefined {
  const rule = rules.find(({ intent, slots }) => intent === 'run_last' && slots?.['offset'] === 1);
  if (rule === undefined) return undefined;
  const { robot, mission, offset } = previous.slots;
  const slots = {
    ...(robot !== undefined && { robot }),
    ...(mission !== undefined && { mission }),
    offset: (typeof offset === 'number' ? offset : 0) + 1,
  };
  return built(rule, slots, 0.88);
}

/** About what was just shown: the same run, or the same alert. */
function ofPrevious({ words, marks, previous, rules, best }: FollowUpSource): Followed | undefined {
  const rule = best && ruleFor(best.intent, rules, undefined);
  if (rule === undefined) return undefined;
  const name = OF_RUN.includes(rule.intent) ? 'run_id' : 'anomaly_id';
  const slots = { ...readSlots({ marks, words, rule }), [name]: '<prev>' };
  // The command that showed the run tells which it was: behind `last Rex` it is `photos Rex`.
  const [, subject] = /^(?:last|run|photos)(?: last)?\b(.*)$/.exec(previous.command ?? '') ?? [];
  const isWhole = Object.keys(slots).length === 1 && rule.command !== undefined;
  const line = isWhole && subject !== undefined ? `${rule.command.name}${subject || ' last'}` : undefined;
  const confidence = Math.max(0.85, best?.confidence ?? 0);
  return { intent: rule.intent, slots, confidence, ...lineOrAnswer(rule, line) };
}

/** "Where is he?": the robot spoken of. */
function ofRobot({ previous, rules, best }: FollowUpSource): Followed | undefined {
  const rule = best && ruleFor(best.intent, rules, undefined);
  if (rule === undefined || best === undefined || !rule.takes?.includes('robot') || best.slots['robot'] !== undefined)
    return undefined;
  return built(rule, { ...best.slots, robot: previous.slots['robot'] }, Math.max(0.85, best.confidence));
}

const PAGED = ['runs', 'robots', 'missions', 'next', 'anomalies', 'subscriptions', 'photos', 'run'];

function nextPage({ command }: Understanding): Followed {
  const [, line = '', page] = /^(.*?)(?: page (\d+))?$/.exec(command ?? '') ?? [];
  const hasPages = PAGED.includes(line.split(' ')[0] ?? '');
  return {
    intent: 'page_next',
    slots: {},
    confidence: 0.95,
    ...(!hasPages && { answer: 'There is nothing to turn the page of. Ask for a list first, for example `runs`.' }),
    ...(hasPages && { command: `${line} page ${Number(page ?? 1) + 1}` }),
  };
}

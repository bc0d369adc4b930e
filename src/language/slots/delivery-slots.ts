import type { Mark } from '../reading/mark.ts';
import type { Sign } from '../rule.ts';
import { has, type SlotReaders, type SlotSource, some } from './slot-reader.ts';

/** The asker inside a phrase, "ping me"; what stands for itself has the concept. */
const ME_WORDS = new Set(['me', 'mir', 'mich', 'moi', 'meg']);

const saysMe = (mark: Mark): boolean =>
  has(mark, 'me') ||
  mark.text
    .toLowerCase()
    .split(' ')
    .some((word) => ME_WORDS.has(word));

const hasText = (mark: Mark | undefined, text: string): boolean => mark?.text.toLowerCase() === text;

interface Place {
  readonly value: string;
  /** "Send it to": where something shall go, not where it is. */
  readonly isGoal: boolean;
}

/** Channels in the order they are named, then people, then "here". */
function placesOf(marks: readonly Mark[]): readonly Place[] {
  const of = (sign: '@channel' | '@user' | 'here'): readonly Place[] =>
    marks.flatMap((mark, i) => {
      if (!has(mark, sign) || has(marks[i - 1], 'not')) return [];
      // Who is spoken to at the beginning is the bot.
      if (sign === '@user' && i === 0 && mark.text.startsWith('<')) return [];
      const isGoal = has(marks[i - 1], 'to', 'move') || hasText(marks[i - 2], 'be');
      return [{ value: sign === 'here' ? 'here' : String(mark.value), isGoal }];
    });
  return [...of('@channel'), ...of('@user'), ...of('here')];
}

/** Summaries that exist are told by their channel. */
const TOLD_BY_CHANNEL = ['summary_cancel', 'summary_pause', 'summary_explain', 'summary_list', 'subscription_list'];

function targetOf(source: SlotSource): string | undefined {
  const { marks, rule } = source;
  const places = placesOf(marks);
  if (rule.intent === 'summary_update') return places.find(({ isGoal }) => isGoal)?.value;
  const [place] = TOLD_BY_CHANNEL.includes(rule.intent) ? [] : places;
  return place?.value ?? (places.length === 0 && isForMe(source) ? 'me' : undefined);
}

function isForMe({ marks, rule }: SlotSource): boolean {
  const asked = marks.filter((mark, i) => saysMe(mark) && !has(mark, 'show') && !isOtherMe(marks, i));
  if (rule.intent === 'subscribe') return asked.length > 0 || isNoRule(marks);
  if (rule.intent === 'unsubscribe') return some(marks, 'notify') || marks.some(saysMe) || isUnwanted(marks);
  if (rule.intent === 'shift_handover') return false;
  if (some(marks, 'direct')) return true;
  return rule.intent !== 'summary_now' && asked.length > 0;
}

/** "Let me see", "next to me", "show me". */
const isOtherMe = (marks: readonly Mark[], at: number): boolean =>
  has(marks[at], 'me') && (has(marks[at - 1], 'show', 'near') || hasText(marks[at - 1], 'let'));

/** Who asks to be told means himself; a rule for an alert has no reader of its own. */
const isNoRule = (marks: readonly Mark[]): boolean =>
  some(marks, 'notify') || !some(marks, 'anomaly', 'subscription', 'handover');

/** "I do not want messages about". */
const isUnwanted = (marks: readonly Mark[]): boolean =>
  marks.some((mark, i) => hasText(mark, 'i') && has(marks[i + 1], 'unsubscribe'));

function channelOf({ marks, rule }: SlotSource): string | undefined {
  const places = placesOf(marks);
  return (rule.intent === 'summary_update' ? places.find(({ isGoal }) => !isGoal) : places[0])?.value;
}

/** Whether a mark tells the kind of a summary: "failures only report". */
function isOfSummary(marks: readonly Mark[], at: number): boolean {
  const next = marks[has(marks[at + 1], 'only') ? at + 2 : at + 1];
  return has(next, 'summary');
}

const NEW_SUMMARIES = ['summary_schedule', 'summary_now'];

function kindOf({ marks, words, rule }: SlotSource): string | undefined {
  if (some(marks, 'weekly')) return 'weekly';
  const names = (...signs: readonly Sign[]) => words.some((mark, i) => has(mark, ...signs) && isOfSummary(words, i));
  if (names('shift', 'current_shift') || words.some((mark) => has(mark, 'handover') && has(mark, 'shift')))
    return 'shift';
  if (names('failed') || (NEW_SUMMARIES.includes(rule.intent) && some(marks, 'failed'))) return 'failures';
  if (names('fleet')) return 'fleet';
  if (rule.intent === 'summary_schedule' && some(marks, 'shift')) return 'shift';
  const isOfFleet = words.some((mark, i) => has(mark, 'fleet') && some(words.slice(Math.max(0, i - 3), i), 'summary'));
  return isOfFleet ? 'fleet' : undefined;
}

/** "Skip it if nothing happened", "not if it is empty"; "even with nothing to report" is the contrary. */
function skipIfEmpty({ marks }: SlotSource): boolean | undefined {
  // "Only if there is something to say".
  if (marks.some((mark, i) => has(mark, 'only') && some(marks.slice(i + 1, i + 5), 'any'))) return true;
  const at = marks.findIndex((mark) => has(mark, 'nothing', 'low'));
  if (at < 0) return undefined;
  if (marks.slice(0, at).some((mark) => hasText(mark, 'even'))) return false;
  return some(marks, 'skipped', 'except', 'not', 'quiet') ? true : undefined;
}

/** Where summaries and notices go, and in which form. */
export const DELIVERY_SLOTS: SlotReaders = {
  target: targetOf,
  channel: channelOf,
  kind: kindOf,
  include: ({ marks }) => (some(marks, 'picture') ? 'images' : undefined),
  skip_if_empty: skipIfEmpty,
  dry_run: ({ marks }) => (some(marks, 'preview') ? true : undefined),
  format: ({ marks }) => {
    if (some(marks, 'format_table')) return 'table';
    if (some(marks, 'export')) return 'csv';
    return some(marks, 'format_chart') ? 'chart' : undefined;
  },
};

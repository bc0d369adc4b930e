import { evidenceIn } from '../../src/language/intents/evidence.ts';
import type { WordList } from '../../src/language/reading/lexicon.ts';
import type { Mark } from '../../src/language/reading/mark.ts';
import { createQuestionReader } from '../../src/language/reading/read-questions.ts';
import type { Sign } from '../../src/language/rule.ts';
import { contextOf } from './engine.ts';
import type { LabelledSentence } from './labelled-sentences.ts';
import type { Lesson } from './learn.ts';

/** One in so many sentences is learned behind another question, too, and one in so many with a pronoun. */
const EVERY = { whole: 4, pronoun: 2 };
/** What can be "it", in questions of which intents, and behind which. */
const SPOKEN_OF: readonly (readonly [Sign, RegExp, readonly string[]])[] = [
  ['@robot', /./, ['robot_status', 'robot_location', 'robot_battery', 'run_current', 'run_last']],
  ['@mission', /./, ['run_last', 'run_current', 'schedule_next', 'schedule_detail']],
  ['@asset', /./, ['reading_value', 'reading_trend']],
  ['@order', /./, ['wo_status']],
  ['@station', /./, ['station_status']],
  ['@serial', /./, ['unit_status']],
  ['@product', /./, ['unit_status']],
  ['@id', /^(?:anomaly|alert)_/, ['anomaly_list', 'anomaly_detail']],
  ['@id', /^(?:run|events|capture)_/, ['run_last', 'run_list']],
  ['anomaly', /^(?:anomaly_[^l]|alert)/, ['anomaly_list', 'anomaly_detail']],
  ['run', /^(?:run_detail|run_why|events_list|capture_show)$/, ['run_last']],
  ['mission', /^(?:run_detail|run_why|events_list|capture_show)$/, ['run_last']],
  ['summary', /^summary_/, ['summary_list', 'summary_schedule', 'summary_now']],
  ['subscription', /^(?:summary|unsub)/, ['summary_list', 'subscription_list']],
];
/** Words for it. */
const PRONOUNS: readonly Pick<Mark, 'text' | 'signs'>[] = [
  { text: 'it', signs: ['filler', 'this'] },
  { text: 'that one', signs: ['it'] },
  { text: 'those', signs: ['filler'] },
  { text: 'one', signs: ['filler', 'one'] },
];

/** Lessons from sentences without a conversation: a whole question means the same behind any other; with "it" where that was spoken of, too. */
export function behindAny(
  sentences: readonly LabelledSentence[],
  wordLists: Readonly<Record<string, WordList>>,
): readonly Lesson[] {
  const read = createQuestionReader(wordLists);
  return sentences.flatMap((sentence, i) => {
    const { text, intent } = sentence;
    const marks = read(text, contextOf(sentence))?.whole.marks ?? [];
    // Also behind one of the same intent, lest all behind such a one is taken for a part of a question.
    const other = i % (2 * EVERY.whole) === 0 ? intent : sentences[(i * 7_919) % sentences.length]?.intent;
    const whole = i % EVERY.whole === 0 ? [{ intent, found: evidenceIn(marks, other) }] : [];
    const spoken = i % EVERY.pronoun === 0 ? withPronoun(marks, intent, i / EVERY.pronoun) : undefined;
    return spoken && spoken.before !== intent
      ? [...whole, { intent, found: evidenceIn(spoken.marks, spoken.before) }]
      : whole;
  });
}

/** "Where is he" for "where is Rex", and a question behind which it can be said. */
function withPronoun(
  marks: readonly Mark[],
  intent: string,
  turn: number,
): { readonly marks: readonly Mark[]; readonly before: string } | undefined {
  const spoken = SPOKEN_OF.find(([sign, of]) => of.test(intent) && marks.some(({ signs }) => signs[0] === sign));
  if (spoken === undefined) return undefined;
  const [sign, , befores] = spoken;
  const at = marks.findIndex(({ signs }) => signs[0] === sign);
  const name = marks[at];
  const before = befores[turn % befores.length];
  const said = sign === '@robot' ? { text: 'he', signs: ['it'] as const } : PRONOUNS[turn % PRONOUNS.length];
  return name && before !== undefined && said ? { marks: marks.with(at, { ...name, ...said }), before } : undefined;
}

import type { LabelledSentence } from './labelled-sentences.ts';

/** What the program made of a sentence, as far as it is scored. */
export interface Answer {
  readonly intent: string;
  readonly slots: Readonly<Record<string, unknown>>;
  readonly confidence: number;
}

/** One sentence, what it means, and what the program made of it. */
export interface Result {
  readonly sentence: LabelledSentence;
  readonly answer: Answer;
  readonly hasIntent: boolean;
  readonly hasSlots: boolean;
}

/** Shares between 0 and 1. */
export interface Score {
  readonly sentences: number;
  readonly intent: number;
  readonly slots: number;
  readonly both: number;
  /** The intent is wrong and the confidence so high that the program would act on it. */
  readonly confidentlyWrong: number;
  /** The confidence is so low that the program asks back. */
  readonly unsure: number;
}

type Slots = Readonly<Record<string, unknown>>;

/** From here on the program answers without asking back. */
const CONFIDENT = 0.7;
/** The sentences' today; the reader's clock stands at 16:20. */
const TODAY = '2026-10-21';
const NAMED_DAYS: Readonly<Record<string, string>> = {
  'on:2026-10-20': 'yesterday',
  'on:2026-10-21': 'today',
  'on:2026-10-22': 'tomorrow',
};
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
/** Attributes have no fixed names. */
const NOT_SCORED = ['field', 'order'];
/** What else can tell the run that was just shown. */
const TELLS_RUN = ['robot', 'robots', 'mission', 'instance', 'offset', 'time', 'outcome'];

/** Compares what the program made of sentences with what they mean. */
export function results(
  sentences: readonly LabelledSentence[],
  understand: (sentence: LabelledSentence) => Answer,
): readonly Result[] {
  return sentences.map((sentence) => {
    const answer = understand(sentence);
    return {
      sentence,
      answer,
      hasIntent: answer.intent === sentence.intent,
      hasSlots: sameSlots(sentence.intent, sentence.slots, answer.slots),
    };
  });
}

/** Counts results together. */
export function score(list: readonly Result[]): Score {
  const share = (counts: (result: Result) => boolean): number => list.filter(counts).length / Math.max(1, list.length);
  return {
    sentences: list.length,
    intent: share(({ hasIntent }) => hasIntent),
    slots: share(({ hasSlots }) => hasSlots),
    both: share(({ hasIntent, hasSlots }) => hasIntent && hasSlots),
    confidentlyWrong: share(({ hasIntent, answer }) => !hasIntent && answer.confidence >= CONFIDENT),
    unsure: share(({ answer }) => answer.confidence < CONFIDENT),
  };
}

/** The most frequent pairs of intents, the meant and the understood one, that are not the same. */
export function confusions(
  list: readonly Result[],
): readonly { readonly meant: string; readonly got: string; readonly count: number }[] {
  const wrong = list.filter(({ hasIntent }) => !hasIntent);
  return Object.values(Object.groupBy(wrong, ({ sentence, answer }) => `${sentence.intent} ${answer.intent}`))
    .flatMap((group) => {
      const [first] = group ?? [];
      return first === undefined
        ? []
        : [{ meant: first.sentence.intent, got: first.answer.intent, count: group?.length ?? 0 }];
    })
    .sort((a, b) => b.count - a.count || a.meant.localeCompare(b.meant));
}

/** Whether two sets of slots say the same: the same values however they are written, without what goes without saying. */
export function sameSlots(intent: string, meant: Slots, got: Slots): boolean {
  const wanted = comparable(intent, meant);
  const found = comparable(intent, got);
  if (wanted['run_id'] === '<prev>' && found['run_id'] === '<prev>') {
    for (const name of TELLS_RUN) if (!(name in wanted)) delete found[name];
  }
  return JSON.stringify(sorted(wanted)) === JSON.stringify(sorted(found));
}

function comparable(intent: string, slots: Slots): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(slots)) {
    if (value === undefined || NOT_SCORED.includes(name) || goesWithoutSaying(intent, name, value)) continue;
    // Scout tells assets and actions apart, a sentence does not.
    const isThing = name === 'action' && intent !== 'control_request';
    kept[isThing ? 'asset' : name] = plainSlot(name, value);
  }
  return kept;
}

function goesWithoutSaying(intent: string, name: string, value: unknown): boolean {
  if (name === 'offset') return value === 0;
  if (name === 'time') return value === 'now' || value === 'latest';
  return name === 'outcome' && intent === 'run_why';
}

function plainSlot(name: string, value: unknown): unknown {
  if (name === 'time' || name === 'vs') return plainTime(value);
  return name === 'days' && typeof value === 'string' ? plainDays(value) : plainValue(value);
}

function plainValue(value: unknown): unknown {
  if (typeof value === 'string') return plainDuration(plainText(value));
  if (Array.isArray(value)) return value.map(plainValue).map(String).sort();
  if (typeof value !== 'object' || value === null) return value;
  const { suggest: _, ...said } = value as Slots;
  return sorted(Object.fromEntries(Object.entries(said).map(([name, each]) => [name, plainValue(each)])));
}

/** An alert that is meant by "this" is the same wherever it stands. */
function plainText(value: string): string {
  const text = value.trim().toLowerCase().replace(/^the /, '');
  return text === '<thread>' ? '<prev>' : text;
}

/** `sat-sun` and `sun,sat` are the same days. */
function plainDays(value: string): readonly string[] {
  if (value === 'daily') return DAYS;
  const days = value.split(',').flatMap((part) => {
    const [first = '', last = first] = part.trim().split('-');
    return DAYS.slice(DAYS.indexOf(first), DAYS.indexOf(last) + 1);
  });
  return DAYS.filter((day) => days.includes(day));
}

function plainTime(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const time = plainText(value)
    .replace(/(?<=[:.]|^)(\d{2}:\d{2})(?=\.\.|$)/g, `${TODAY}t$1`)
    .replace(/^since:([\d-]+)t00:00$/, 'since:$1')
    .replace(/(?<=^(?:last|next):)\d+[mhdw]$/, plainDuration);
  return NAMED_DAYS[time] ?? time;
}

function plainDuration(text: string): string {
  const [, count, unit] = /^(\d+)(m|h|d|w)$/.exec(text) ?? [];
  if (count === undefined) return text;
  if (unit === 'h') return `${Number(count) * 60}m`;
  return unit === 'w' ? `${Number(count) * 7}d` : text;
}

const sorted = (slots: Slots): Slots => Object.fromEntries(Object.entries(slots).sort(([a], [b]) => (a < b ? -1 : 1)));

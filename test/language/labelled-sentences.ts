import { readdirSync, readFileSync } from 'node:fs';
import * as v from 'valibot';

const LabelledSentence = v.strictObject({
  text: v.pipe(v.string(), v.nonEmpty()),
  intent: v.string(),
  slots: v.record(v.string(), v.unknown()),
  lang: v.optional(v.pipe(v.string(), v.regex(/^[a-z]{2}$/))),
  thread: v.optional(v.array(v.string())),
  plant: v.optional(v.literal(true)),
});

/** A sentence and what it means; `thread` is what was said before it, the oldest first; with `plant` the names of a shop floor are known. */
export type LabelledSentence = v.InferOutput<typeof LabelledSentence>;

/** The folders of labelled sentences: all but the held-out ones are learned from. */
const SETS = ['learning', 'tuning', 'held-out'] as const;

/** The sentences of one set, or of some of its files. Throws where a line is not a labelled sentence. */
export function readSentences(
  set: (typeof SETS)[number],
  isWanted: (file: string) => boolean = () => true,
): readonly LabelledSentence[] {
  const folder = new URL(`sentences/${set}/`, import.meta.url);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.jsonl') && isWanted(file))
    .sort()
    .flatMap((file) => readFileSync(new URL(file, folder), 'utf8').trim().split('\n'))
    .map((line) => v.parse(LabelledSentence, JSON.parse(line)));
}

import { has, type Mark } from './reading/mark.ts';
import type { Sign, Slots } from './rule.ts';
import { slotsOf } from './slots/intent-slots.ts';
import { some } from './slots/slot-reader.ts';

/** What a question is about, and what of several is meant. */
const SUBJECTS = ['robot', 'robots', 'mission', 'asset', 'station', 'wo', 'unit', 'channel', 'kind', 'instance'];
/** What another question of the same kind is asked of, too. */
const SCOPE = ['time', 'metric', 'product', 'asset_type', 'target'];
/** Words that name a subject. */
export const NAMES: readonly Sign[] = [
  '@robot',
  '@mission',
  '@norobot',
  '@nomission',
  '@asset',
  '@station',
  '@order',
  '@serial',
  '@product',
  '@id',
];
/** Slots that say nothing any more once another is said. */
const UNSAID_BY: Readonly<Record<string, readonly string[]>> = {
  robot: ['robots', 'run_id', 'offset'],
  robots: ['robot', 'run_id', 'offset'],
  mission: ['run_id', 'offset'],
  asset: ['anomaly_id', 'run_id'],
  station: ['state'],
  until: ['duration'],
  duration: ['until'],
};
/** Questions of which each says all that it wants. */
const WHOLE = ['prefs_set', 'quiet_hours', 'out_of_scope', 'control_request', 'summary_update', 'undo'];
/** Words that point at what was spoken of. */
const POINTING = new Set(
  'he she they him her his hers its their them those these there that this it one ones'.split(' '),
);

/** Whether a sentence names what it is about. */
export const isNamed = (marks: readonly Mark[]): boolean => some(marks, ...NAMES);

/** Whether it points at what was spoken of: "is he", "those". */
export const points = (marks: readonly Mark[]): boolean =>
  some(marks, 'it', 'this') || marks.some(({ text }) => POINTING.has(text.toLowerCase().split(' ').at(-1) ?? ''));

/** What the question before still says where the same is asked with other words in it. */
export function keptSlots(intent: string, before: Slots, said: Slots, marks: readonly Mark[]): Slots {
  if (WHOLE.includes(intent)) return {};
  const unsaid = new Set(Object.keys(said).flatMap((slot) => [slot, ...(UNSAID_BY[slot] ?? [])]));
  // "List them", "which are they?" behind "how many".
  if (some(marks, 'show', 'which', 'who') && before['agg'] === 'count') unsaid.add('agg');
  return only(before, (slot) => !unsaid.has(slot) && slotsOf(intent).includes(slot));
}

/** What another question behind it is about, where it does not say so itself: "where is he", "and the battery?". */
export function subjectSlots(
  intent: string,
  previous: { readonly intent: string; readonly slots: Slots },
  marks: readonly Mark[],
): Slots {
  const isSameKind = kindOf(intent) === kindOf(previous.intent);
  const isAboutIt =
    !isNamed(marks) && (points(marks) || !(intent.endsWith('_list') || some(marks, 'all', 'any', 'fleet')));
  const scope = isSameKind && !WHOLE.includes(intent) ? SCOPE : [];
  const names = [...(isAboutIt ? SUBJECTS : []), ...scope];
  return only(previous.slots, (slot) => names.includes(slot) && slotsOf(intent).includes(slot));
}

const kindOf = (intent: string): string | undefined => intent.split('_')[0];

const only = (slots: Slots, isKept: (slot: string) => boolean): Slots =>
  Object.fromEntries(Object.entries(slots).filter(([slot]) => isKept(slot)));

/** What can be named freely, so that any word may be such a name. */
const FREE = ['product', 'station', 'asset', 'user'];

/** "And gearboxes?", "what about the paint booth", "and B": a name of no known kind names what was spoken of before. */
export function freelyNamed(before: Slots, marks: readonly Mark[]): Slots {
  const words = marks.filter((mark) => has(mark, '@unknown', '@norobot', '@nomission'));
  const text = words.map((mark) => mark.text).join(' ');
  const numbered = siblingOf(before, marks);
  if (numbered) return numbered;
  const slot = FREE.find((name) => before[name] !== undefined);
  return slot === undefined || text.length < 3 ? {} : { [slot]: text };
}

/** Behind "Thermal Sweep A": "and B". */
function siblingOf(before: Slots, marks: readonly Mark[]): Slots | undefined {
  const code = marks.find(
    (mark) => /^(?:\p{Lu}|\d{1,2})$/u.test(mark.text) && has(mark, '@norobot', '@unknown', '@nomission'),
  )?.text;
  const slot = ['asset', 'station', 'mission'].find((name) => / (?:\p{Lu}|\d{1,2})$/u.test(String(before[name])));
  if (code === undefined || slot === undefined) return undefined;
  return { [slot]: String(before[slot]).replace(/\S+$/u, code) };
}

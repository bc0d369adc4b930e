import type { Concept } from './concepts.ts';

/** What a sentence can hold beside words of a concept: names, times, ids and the like that the grammar finds itself. */
export type Finding =
  | '@robot'
  | '@mission'
  | '@site'
  /** Names behind "except". */
  | '@left_robot'
  | '@left_mission'
  /** A name that nothing bears, of a robot or a mission by its place. */
  | '@norobot'
  | '@nomission'
  /** A word nobody knows. */
  | '@unknown'
  | '@time'
  /** A time that is an end: "until monday". */
  | '@until'
  | '@date'
  | '@clock'
  | '@span'
  | '@zone'
  /** A timetable as cron writes it. */
  | '@cron'
  | '@number'
  | '@id'
  | '@order'
  | '@asset'
  | '@station'
  | '@serial'
  /** A unit, that is a product, which the plant builds. */
  | '@product'
  | '@user'
  | '@channel';

/** One thing a rule can look for in a sentence. */
export type Sign = Concept | Finding;

/** Values under the names of the vocabulary: `robot`, `time`, `outcome` and so on. */
export type Slots<T = unknown> = Readonly<Record<string, T>>;

/** How a rule's question is written as a command. */
export interface RuleCommand {
  readonly name: string;
  /** What is asked for by itself, behind the name: `order people`. */
  readonly words?: string;
  /** The slots that the command's words can tell; with any other the question has no command. */
  readonly says?: readonly string[];
  /** Slots that need no words: those above tell them, or every answer does. */
  readonly told?: readonly string[];
  /** Slots without which there is no such line. */
  readonly required?: readonly string[];
}

/** What one kind of question looks like: data, held by its examples. */
export interface Rule {
  readonly intent: string;
  /** What a button calls it. */
  readonly label: string;
  /** Where several rules share an intent: what must be in the sentence for this one, each of these; of a list, one. */
  readonly needs?: readonly (Sign | readonly Sign[])[];
  /** Slots that are always so. */
  readonly slots?: Slots;
  readonly command?: RuleCommand;
  /** What is asked where there are no robots, and the question may be about anything. */
  readonly withoutRobots?: RuleCommand;
  /** What is answered where no command says the same. */
  readonly answer?: string;
  /** The same by the slot that the command cannot tell, where that has an answer of its own. */
  readonly answers?: Slots<string>;
  readonly examples: readonly string[];
}

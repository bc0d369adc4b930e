import { answerOf, commandLineOf, lacksSlot, unsaidSlot } from './command-line.ts';
import { otherRules } from './intents/choose-rule.ts';
import type { Mark } from './reading/mark.ts';
import type { Rule, Slots } from './rule.ts';

/** What is done about a question: the line that says the same, else an answer. */
export interface Lined {
  readonly command?: string;
  readonly answer?: string;
  /** The line that says as much of it as can be said, beside an answer. */
  readonly offer?: string;
  /** The line where there are no robots. */
  readonly withoutRobots?: string;
}

interface LineSource {
  readonly rule: Rule;
  readonly rules: readonly Rule[];
  readonly marks: readonly Mark[];
  /** A line has to say which site is meant. */
  readonly severalSites?: true | undefined;
}

/** The line of the rule, or of another one of its intent that can say all of the slots. */
export function lineOf({ rule, rules, marks, severalSites }: LineSource, slots: Slots): Lined {
  const fitting = [rule, ...(isLast(rule, slots) ? [] : otherRules(rule, rules, marks, slots))];
  const [command] = fitting
    .filter(({ slots: own = {} }) => Object.entries(own).every(([slot, value]) => slots[slot] === value))
    .flatMap((each) => commandLineOf(each, slots, severalSites) ?? []);
  if (command === undefined) return unlined(rule, slots);
  const other = rule.withoutRobots && commandLineOf({ ...rule, command: rule.withoutRobots }, slots, severalSites);
  return { command, ...(other !== undefined && { withoutRobots: other }) };
}

/** What a rule says where it has no line. */
export function unlined(rule: Rule, slots: Slots): Lined {
  const answer = answerOf(rule, slots);
  const offer = nearestLine(rule, slots);
  return { ...(answer !== undefined && { answer }), ...(offer !== undefined && { offer }) };
}

/** The line with as much of what was asked as it can say. */
function nearestLine(rule: Rule, slots: Slots): string | undefined {
  const unsaid = unsaidSlot(rule, slots);
  if (unsaid === undefined || !Object.hasOwn(slots, unsaid)) return commandLineOf(rule, slots);
  const { [unsaid]: _, ...others } = slots;
  return nearestLine(rule, others);
}

/** Whether no other rule can stand in: it would leave out what this one was chosen for. */
function isLast({ command, needs }: Rule, slots: Slots): boolean {
  if (command === undefined) return needs !== undefined;
  return command.words !== undefined && !lacksSlot(command, slots);
}

import { quoteName } from '../core/words.ts';
import { isName, namesOf } from './name-words.ts';
import type { Rule, RuleCommand, Slots } from './rule.ts';
import { slotWords } from './slot-words.ts';

/** In which order people write what a command is told; names come last. */
const ORDER =
  'kind days at tz skip_if_empty target outcome wo_status state modality anomaly_status severity_min time until offset limit exclude asset'.split(
    ' ',
  );

/** Commands about subscriptions that there are already: they know no site. */
const WITHOUT_SITE = ['subscriptions', 'pause', 'resume', 'unsubscribe', 'undo', 'preview', 'help'];

/** The line a user could type to get the same, or nothing where the command cannot say all that was asked; of several sites with the one that was named. */
export function commandLineOf(rule: Rule, slots: Slots, severalSites: boolean | undefined = false): string | undefined {
  const { instance, ...others } = slots;
  const isSaid = severalSites && typeof instance === 'string' && !WITHOUT_SITE.includes(rule.command?.name ?? '');
  if (!isSaid) return lineAbout(rule, slots);
  const line = lineAbout(rule, others);
  return line && `${line} site ${quoteName(instance)}`;
}

function lineAbout(rule: Rule, slots: Slots): string | undefined {
  const { command } = rule;
  if (command === undefined || unsaidSlot(rule, slots) !== undefined) return undefined;
  const asked = askedOf(rule, command, slots);
  const words = asked
    .filter(([slot]) => !isName(slot))
    .toSorted(([a], [b]) => ORDER.indexOf(a) - ORDER.indexOf(b))
    .map(([slot, value]) => slotWords(slot, value, command));
  const names = namesOf(Object.fromEntries(asked), command.name);
  const line = [command.name, command.words, ...words, names];
  const said = line.filter((word) => word !== undefined && word !== '');
  return [...said, ...(command.name === 'run' && said.length === 1 ? ['last'] : [])].join(' ');
}

/** Whether a slot is not filled without which there is no such line. */
export const lacksSlot = (command: RuleCommand, slots: Slots): boolean => lackingSlot(command, slots) !== undefined;

const lackingSlot = ({ required }: RuleCommand, slots: Slots): string | undefined =>
  required?.find((slot) => slots[slot] === undefined);

/** The first slot that the rule's command cannot tell, or lacks. */
export function unsaidSlot(rule: Rule, slots: Slots): string | undefined {
  const { command } = rule;
  if (command === undefined) return undefined;
  const lacking = lackingSlot(command, slots);
  if (lacking !== undefined) return lacking;
  const asked = askedOf(rule, command, slots);
  const unsaid = asked.find(
    ([slot, value]) =>
      !command.says?.includes(slot) || (!isName(slot) && slotWords(slot, value, command) === undefined),
  );
  if (unsaid !== undefined) return unsaid[0];
  const names = asked.filter(([slot]) => isName(slot));
  return namesOf(Object.fromEntries(names), command.name) === undefined ? names.at(-1)?.[0] : undefined;
}

/** What the line must tell: not what its words tell already, nor what the rule takes for granted. */
const askedOf = ({ slots: fixed = {} }: Rule, { says, told }: RuleCommand, slots: Slots) =>
  Object.entries({ ...fixed, ...slots }).filter(
    ([slot, value]) => !told?.includes(slot) && (says?.includes(slot) || fixed[slot] !== value),
  );

/** What is answered where no line says all that was asked. */
export function answerOf(rule: Rule, slots: Slots): string | undefined {
  const unsaid = unsaidSlot(rule, slots);
  return (unsaid === undefined ? undefined : rule.answers?.[unsaid]) ?? rule.answer;
}

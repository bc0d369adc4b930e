import { CHOICE_SLOTS } from './choice-slots.ts';
import { NAME_SLOTS } from './name-slots.ts';
import { REQUEST_SLOTS } from './request-slots.ts';
import type { Slots } from './rule.ts';
import type { SlotReaders, SlotSource } from './slot-reader.ts';
import { TIME_SLOTS } from './time-slots.ts';

/** How each slot of the vocabulary is read from a sentence. */
export const SLOT_READERS: SlotReaders = { ...NAME_SLOTS, ...TIME_SLOTS, ...CHOICE_SLOTS, ...REQUEST_SLOTS };

/** The slots of a rule, as a sentence fills them. */
export function readSlots(source: SlotSource): Slots {
  const { rule } = source;
  const slots: Record<string, unknown> = {};
  for (const name of rule.takes ?? []) {
    const value = SLOT_READERS[name]?.read(source);
    if (value !== undefined) slots[name] = value;
  }
  if (slots['metric'] === 'failures') delete slots['outcome'];
  return { ...slots, ...rule.slots };
}

import type { Slots } from '../rule.ts';
import { CHOICE_SLOTS } from './choice-slots.ts';
import { CONTROL_SLOTS } from './control-slots.ts';
import { DELIVERY_SLOTS } from './delivery-slots.ts';
import { EVENT_SLOTS } from './event-slots.ts';
import { EXCLUDE_SLOT } from './exclude-slot.ts';
import { ID_SLOTS } from './id-slots.ts';
import { slotsOf } from './intent-slots.ts';
import { METRIC_SLOTS } from './metric-slots.ts';
import { NAME_SLOTS } from './name-slots.ts';
import { PREFERENCE_SLOTS } from './preference-slots.ts';
import type { SlotReaders, SlotSource } from './slot-reader.ts';
import { SPAN_SLOTS } from './span-slots.ts';
import { STATE_SLOTS } from './state-slots.ts';
import { THING_SLOTS } from './thing-slots.ts';
import { TIME_SLOTS } from './time-slots.ts';
import { TIMETABLE_SLOTS } from './timetable-slots.ts';
import { USER_SLOT } from './user-slot.ts';

/** How each slot of the vocabulary is read from a sentence. */
const SLOT_READERS: SlotReaders = {
  ...NAME_SLOTS,
  ...THING_SLOTS,
  ...ID_SLOTS,
  ...USER_SLOT,
  ...EXCLUDE_SLOT,
  ...TIME_SLOTS,
  ...SPAN_SLOTS,
  ...TIMETABLE_SLOTS,
  ...CHOICE_SLOTS,
  ...STATE_SLOTS,
  ...METRIC_SLOTS,
  ...EVENT_SLOTS,
  ...DELIVERY_SLOTS,
  ...PREFERENCE_SLOTS,
  ...CONTROL_SLOTS,
};

/** The slots of a rule, as a sentence fills them. */
export function readSlots(source: SlotSource): Slots {
  const { rule } = source;
  const slots: Record<string, unknown> = {};
  for (const name of slotsOf(rule.intent)) {
    const value = SLOT_READERS[name]?.(source);
    if (value !== undefined) slots[name] = value;
  }
  return { ...slots, ...rule.slots };
}

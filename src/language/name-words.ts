import { sharedStart } from '../core/names.ts';
import { quoteName } from '../core/words.ts';
import type { Slots } from './rule.ts';

/** Slots that name whose runs are meant; they are told together. */
const OF_ROBOTS = ['robot', 'robots', 'mission'];
/** Slots that name what of a shop floor is meant; a line tells one of them. */
const OF_FLOOR = ['wo', 'station', 'near_station', 'unit', 'product'];

/** Whether a slot holds a name, which a line tells last. */
export const isName = (slot: string): boolean => OF_ROBOTS.includes(slot) || OF_FLOOR.includes(slot);

/** The names of a line as it tells them; an empty text where there are none, nothing where no line can tell them. */
export function namesOf(slots: Slots, command: string): string | undefined {
  const [floor, ...more] = OF_FLOOR.flatMap((slot) => slots[slot] ?? []);
  if (more.length > 0) return undefined;
  if (floor === undefined) return robotNames(slots, command);
  const isAlone = OF_ROBOTS.every((slot) => slots[slot] === undefined);
  return isAlone && typeof floor === 'string' ? quoteName(floor) : undefined;
}

/** Whose: each robot with the mission behind it. */
function robotNames({ robot, robots, mission }: Slots, command: string): string | undefined {
  const asked = robots ?? (robot === undefined ? [] : [robot]);
  if (!Array.isArray(asked)) return undefined;
  const words = asked.map(nameWords);
  const behind = mission === undefined ? '' : nameWords(mission);
  if (behind === undefined || words.includes(undefined)) return undefined;
  const names = words.length === 0 ? behind : words.map((word) => `${word} ${behind}`.trim()).join(', ');
  return command === 'subscribe' && names !== '' ? `robots ${names}` : names;
}

function nameWords(value: unknown): string | undefined {
  if (typeof value === 'string') return quoteName(value);
  if (typeof value !== 'object' || value === null) return undefined;
  if ('unknown' in value) return quoteName(String(value.unknown));
  if ('ambiguous' in value && Array.isArray(value.ambiguous)) {
    const shared = sharedStart(value.ambiguous.map(String));
    return shared === '' ? undefined : quoteName(shared);
  }
  return undefined;
}

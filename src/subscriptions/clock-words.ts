const NAMED: Readonly<Record<string, string>> = { noon: '12:00', midday: '12:00', midnight: '00:00' };

/** `7:00`, `07.00`, `7h30`, `0700`, `7am`, `7:30 pm`, and `7` by itself. */
const CLOCK = /^(\d{1,2})(?:[:.h]?(\d\d)|h)? ?([ap])?\.?(?:m\.?)?$/;

/** The time of day, such as `07:00`, that a word in lower case means; a bare number of hours only where `isHour`. */
export function timeOfWord(word: string, isHour = false): string | undefined {
  if (Object.hasOwn(NAMED, word)) return NAMED[word];
  const [, hours, minutes, half] = CLOCK.exec(word) ?? [];
  if (hours === undefined || (/^\d+$/.test(word) && word.length !== 4 && !isHour)) return undefined;
  const hour = half === undefined ? Number(hours) : hourOf(Number(hours), half);
  return hour === undefined ? undefined : clock(hour, Number(minutes ?? 0));
}

/** Whether a word looks like a time of day, right or wrong. */
export const looksLikeTime = (word: string): boolean => /^\d{1,2}([:.]\d{0,3}|h\d{0,2})?(am|pm)?$|^\d{4}$/.test(word);

/** The time that was probably meant by a word that is none: the hour of `7:65`, `24:00` as midnight; nothing where no hour is right. */
export function nearestTime(word: string): string | undefined {
  const [, hours, minutes = '', half] = /^(\d{1,2})[:.h]?(\d*) ?([ap])?/.exec(word) ?? [];
  if (hours === undefined) return undefined;
  const hour = (half === undefined || Number(hours) > 12 ? Number(hours) : hourOf(Number(hours), half)) ?? 0;
  return clock(hour === 24 ? 0 : hour, Number(minutes)) ?? clock(hour === 24 ? 0 : hour, 0);
}

/** 12 am is midnight, 12 pm noon. */
function hourOf(hour: number, half: string): number | undefined {
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (half === 'p' ? 12 : 0);
}

function clock(hour: number, minute: number): string | undefined {
  if (hour > 23 || minute > 59) return undefined;
  return [hour, minute].map((part) => String(part).padStart(2, '0')).join(':');
}

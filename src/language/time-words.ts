const DATE = '\\d{4}-\\d\\d-\\d\\d';
const CLOCK = '\\d\\d:\\d\\d';
const POINT = new RegExp(`^(?:${DATE}|${CLOCK}|${DATE}T${CLOCK})$`);
const NAMED =
  /^(?:today|yesterday|tomorrow|tonight|last_night|this_morning|this_week|last_week|this_month|last_month|this_weekend)$/;
/** What these tell is of this moment. */
const OF_NOW = ['now', 'robot', 'robots', 'last', 'photos', 'orders', 'order', 'stations', 'station', 'unit'];
/** Times that go without saying where a station is asked about as it stands. */
const STILL = ['today', 'shift:current'];

/** A time of the vocabulary in the words that a command reads; an empty text where it goes without saying, nothing where there are no words for it. */
export function timeWords(time: string, command: string): string | undefined {
  // The command's name is the first word of it.
  if (command === 'last' && /^last[_:]/.test(time)) return time.slice(5);
  if (command === 'shift' && /^shift:(?:current|last)$/.test(time)) return time === 'shift:last' ? 'last' : '';
  if (NAMED.test(time)) return time.replace('_', ' ');
  if (time === 'latest' || time === 'now') return time === 'latest' || OF_NOW.includes(command) ? '' : undefined;
  const [kind = '', value = ''] = /^([a-z]+):(.*)$/.exec(time)?.slice(1) ?? [];
  const point = POINT.test(value) ? value.replace('T', ' ') : undefined;
  switch (kind) {
    case 'last':
      return `last ${value}`;
    case 'next':
      return command === 'next' ? value : `next ${value}`;
    case 'since':
      return point && `since ${point}`;
    case 'on':
      return point;
    case 'at':
      return point && `at ${point.includes(':') ? point : `${point} 00:00`}`;
    case 'shift':
      return command === 'last' && value === 'last' ? 'shift' : `${value} shift`;
    case 'range':
      return rangeWords(value);
    default:
      return undefined;
  }
}

/** The same for what only shows how things stand: "who is at Packing 2 today" asks about now. */
export const standingTimeWords = (time: string): string | undefined =>
  STILL.includes(time) || time === 'now' ? '' : undefined;

function rangeWords(value: string): string | undefined {
  const [from = '', to = '', ...more] = value.split('..');
  if (more.length > 0 || !POINT.test(from) || !POINT.test(to)) return undefined;
  const [day, clock] = from.split('T');
  const isSameDay = clock !== undefined && to.startsWith(`${day}T`);
  return `${from}..${isSameDay ? to.slice(11) : to}`.replaceAll('T', ' ');
}

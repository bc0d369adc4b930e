const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A span as people say it, in the two largest units: `40 s`, `14 min`, `1 h 12 min`, `2 d 3 h`. */
export function duration(ms: number): string {
  const span = Math.max(0, ms);
  if (span < MINUTE) return `${Math.floor(span / SECOND)} s`;
  if (span < HOUR) return `${Math.floor(span / MINUTE)} min`;
  if (span < DAY) return join(Math.floor(span / HOUR), 'h', Math.floor((span % HOUR) / MINUTE), 'min');
  return join(Math.floor(span / DAY), 'd', Math.floor((span % DAY) / HOUR), 'h');
}

function join(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

/** How long ago, or how soon: `40 s ago`, `in 38 min`, `just now`. */
export function distanceInTime(at: number, now: number): string {
  const ago = now - at;
  if (Math.abs(ago) < SECOND) return 'just now';
  return ago > 0 ? `${duration(ago)} ago` : `in ${duration(-ago)}`;
}

/** A way walked: `850 m`, `1.8 km`. */
export function length(meters: number): string {
  return meters < 1_000 ? `${Math.round(meters)} m` : `${(meters / 1_000).toFixed(1)} km`;
}

/** A number and its noun: `1 run`, `14 runs`, `no runs`. */
export function count(n: number, noun: string, plural = `${noun}s`): string {
  return `${n === 0 ? 'no' : n} ${n === 1 ? noun : plural}`;
}

/** Names in a row: `Rex`, `Rex and Daisy`, `Rex, Daisy and 4 more`. */
export function listNames(names: readonly string[], most = 3): string {
  const shown = names.length > most ? [...names.slice(0, most - 1), `${names.length - most + 1} more`] : names;
  return shown.length < 2 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

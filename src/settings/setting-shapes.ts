import * as v from 'valibot';
import { TTL_SECONDS } from '../clients/fleet/freshness.ts';
import { isZone } from '../clients/zone.ts';

/** An address with one of these schemes. */
export const url = (schemes: readonly string[]) =>
  v.pipe(
    v.string(),
    v.check(
      (text) => URL.canParse(text) && schemes.includes(new URL(text).protocol),
      `an address that starts with ${schemes.join('// or ')}//`,
    ),
  );

/** A number above 0, up to a most. */
export const positive = (most: number) =>
  v.pipe(
    v.string(),
    v.transform(Number),
    v.check((n) => n > 0 && n <= most, `a number above 0, at most ${most}`),
  );

/** A port number. */
export const port = v.pipe(
  v.string(),
  v.transform(Number),
  v.integer('a port number'),
  v.minValue(0, 'a port number'),
  v.maxValue(65_535, 'a port number'),
);

/** An IANA time zone. */
export const zone = v.pipe(v.string(), v.check(isZone, 'an IANA time zone such as Europe/Berlin'));

/** Anything that is not empty. */
export const text = v.pipe(v.string(), v.trim(), v.minLength(1, 'some text'));

/** How ids of Microsoft look. */
export const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An id of Microsoft. */
export const guid = v.pipe(v.string(), v.trim(), v.regex(GUID, 'an id like 00000000-0000-0000-0000-000000000000'));

/** A list with commas between its items, each of a form. */
export const listOf = (form: RegExp, what: string) =>
  v.pipe(
    v.string(),
    v.transform((list) => list.split(',').map((item) => item.trim())),
    v.array(v.pipe(v.string(), v.regex(form, what)), what),
  );

/** Ids of people and groups. A group of Entra looks like a person of Entra, so `group:` stands before it. */
export const people = listOf(
  /^([UWS][A-Z0-9]+|29:[\w-]+|(group:)?[\da-fA-F]{8}(-[\da-fA-F]{4}){3}-[\da-fA-F]{12})$/,
  'ids of people or Slack user groups (U…, W…, S…, an object id of Entra, or group: and that of a group) with commas between them',
);

/** How much in which time. */
export const rate = v.pipe(
  v.string(),
  v.trim(),
  v.regex(/^(off|[1-9]\d{0,5}\/(min|hour))$/, 'a number for a time like 20/min or 200/hour, or off'),
  v.transform((written) => {
    const [count, unit] = written.split('/');
    return unit === undefined ? ('off' as const) : { count: Number(count), perMs: unit === 'min' ? 60_000 : 3_600_000 };
  }),
);

/** A SHA-256 fingerprint. */
export const fingerprint = v.pipe(
  v.string(),
  v.regex(/^([0-9a-f]{2}:?){32}$/i, 'a SHA-256 fingerprint: 64 hexadecimal digits'),
);

/** A key of 32 bytes. */
export const secretKey = v.pipe(
  v.string(),
  v.trim(),
  v.transform((written) => Buffer.from(written, 'base64')),
  v.check((key) => key.length === 32, '32 bytes in base64, as `openssl rand -base64 32` makes them'),
);

/** Whether an address has no account, query or fragment, and TLS where its host needs it. */
export function isAddress(written: string, mayBePlain: (hostname: string) => boolean): boolean {
  if (!URL.canParse(written)) return false;
  const { protocol, hostname, search, hash, username, password } = new URL(written);
  const isSafe = protocol === 'https:' || (protocol === 'http:' && mayBePlain(hostname));
  return isSafe && `${search}${hash}${username}${password}` === '';
}

/** For trying out. */
export function isThisMachine(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1';
}

const TTL = /^([a-zA-Z]+)=(\d{1,6})$/;

/** `robots=30,runs=10` as a record; undefined where a part is written otherwise or names no resource. */
export function readTtls(list: string): Readonly<Record<string, number>> | undefined {
  const parts = list.split(',').map((part) => TTL.exec(part.trim()));
  const known = parts.flatMap((part) =>
    part?.[1] && Object.hasOwn(TTL_SECONDS, part[1]) ? [[part[1], Number(part[2])]] : [],
  );
  return known.length === parts.length ? Object.fromEntries(known) : undefined;
}

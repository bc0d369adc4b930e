import * as v from 'valibot';
import { UnreadableRow } from './store-error.ts';

const text = v.string();
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const time = v.pipe(v.number(), v.safeInteger());
const flag = v.picklist([0, 1]);
const kind = v.picklist(['channel', 'direct']);
const subscriptionState = v.picklist(['active', 'paused', 'removed']);

/** Text of a column that holds JSON. */
const json = <Schema extends v.GenericSchema>(schema: Schema) => v.pipe(v.string(), v.parseJson(), schema);

const conversation = v.object({
  platform: text,
  team: text,
  channel: text,
  kind,
  thread: v.exactOptional(text),
  endpoint: v.exactOptional(text),
});

const person = v.object({ id: text, name: text });

const timetable = v.object({
  days: v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7))), v.minLength(1)),
  times: v.pipe(v.array(v.pipe(text, v.regex(/^([01]\d|2[0-3]):[0-5]\d$/))), v.minLength(1)),
  zone: text,
});

const subscription = v.object({
  id: text,
  version: count,
  conversation,
  summary: text,
  timetable,
  robots: v.array(text),
  site: v.exactOptional(text),
  skipEmpty: v.boolean(),
  creator: person,
  createdAt: time,
  state: subscriptionState,
  pauseReason: v.exactOptional(text),
  nextAt: v.exactOptional(time),
});

/** The columns of every table, in an order in which rows can be loaded. What goes in is as it is stored: flags as 0 and 1, times in ms, JSON as text. */
export const ROWS = {
  subscriptions: v.strictObject({
    id: text,
    version: count,
    platform: text,
    team: text,
    channel: text,
    kind,
    thread: v.nullable(text),
    endpoint: v.nullable(text),
    summary: text,
    timetable: json(timetable),
    robots: json(v.array(text)),
    site: v.nullable(text),
    skip_empty: flag,
    creator: json(person),
    created_at: time,
    state: subscriptionState,
    pause_reason: v.nullable(text),
    next_at: v.nullable(time),
    saved_at: time,
  }),
  deliveries: v.strictObject({
    id: text,
    subscription_id: text,
    planned_at: time,
    state: v.picklist(['waiting', 'sending', 'sent', 'empty', 'missed', 'refused', 'unknown']),
    attempts: count,
    owner: v.nullable(text),
    /** When anybody may take it; null once it has ended. */
    lease_until: v.nullable(time),
    /** Whether its owner has begun to send it. */
    begun: flag,
    ended_at: v.nullable(time),
    reason: v.nullable(text),
    message_id: v.nullable(text),
    told: flag,
  }),
  changes: v.strictObject({
    id: text,
    /** Grows, so that changes of the same millisecond keep their order. */
    seq: count,
    at: time,
    actor_id: text,
    actor_name: text,
    platform: text,
    team: text,
    channel: text,
    conversation: json(conversation),
    action: text,
    subscription_id: text,
    before: v.nullable(json(subscription)),
    after: json(subscription),
    undone: flag,
  }),
  conversations: v.strictObject({
    platform: text,
    team: text,
    user_id: text,
    channel: text,
    endpoint: v.nullable(text),
    kept_at: time,
  }),
  seen: v.strictObject({ key: text, met_at: time }),
  installations: v.strictObject({ platform: text, team: text, sealed: text }),
  weekly_calls: v.strictObject({
    source: text,
    /** The first moment of the week. */
    week: time,
    calls: count,
  }),
  conversation_sites: v.strictObject({
    platform: text,
    team: text,
    channel: text,
    site: text,
    chosen_by: json(person),
    chosen_at: time,
  }),
  audit: v.strictObject({
    id: text,
    at: time,
    kind: v.picklist(['change', 'refusal']),
    actor_id: text,
    actor_name: text,
    platform: text,
    team: text,
    channel: text,
    message_id: text,
    command: v.nullable(text),
    line: v.nullable(text),
    reason: v.nullable(text),
  }),
  outages: v.strictObject({
    source: text,
    /** Who looks after it, and until when. */
    owner: v.nullable(text),
    lease_until: time,
    since: v.nullable(time),
    until: v.nullable(time),
    reason: v.nullable(text),
    series_since: v.nullable(time),
    times: count,
    version: count,
  }),
  outage_notices: v.strictObject({
    id: text,
    source: text,
    platform: text,
    team: text,
    channel: text,
    kind,
    endpoint: v.nullable(text),
    series_since: time,
    state: v.picklist(['waiting', 'sending', 'shown', 'lost', 'gone']),
    told: count,
    message_id: v.nullable(text),
    changed_at: time,
  }),
} as const;

/** A table's name. */
export type Table = keyof typeof ROWS;

/** All tables as kysely wants to know them. */
export type Tables = { readonly [T in Table]: v.InferInput<(typeof ROWS)[T]> };

/** Columns that tell the rows of a table apart. */
export const KEYS = {
  subscriptions: ['id'],
  deliveries: ['id'],
  changes: ['id'],
  conversations: ['platform', 'team', 'user_id'],
  seen: ['key'],
  installations: ['platform', 'team'],
  weekly_calls: ['source', 'week'],
  conversation_sites: ['platform', 'team', 'channel'],
  audit: ['id'],
  outages: ['source'],
  outage_notices: ['id'],
} as const satisfies { readonly [T in Table]: readonly (keyof Tables[T])[] };

/** Checks a row that was read. Throws UnreadableRow where it does not fit. */
export function readRow<T extends Table>(table: T, row: object): v.InferOutput<(typeof ROWS)[T]> {
  const parsed = v.safeParse<(typeof ROWS)[T]>(ROWS[table], row);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const columns = new Map(Object.entries(row));
  const id = KEYS[table].map((column) => String(columns.get(column))).join('/');
  const column = v.getDotPath(issue);
  throw new UnreadableRow(
    `Row ${id} of the table ${table} cannot be read${column === null ? '' : ` (${column})`}: put a backup of the store in its place, or repair the row.`,
    { table, id, cause: new v.ValiError(parsed.issues) },
  );
}

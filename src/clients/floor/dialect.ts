import * as v from 'valibot';
import { isZone } from '../zone.ts';
import { FIELD_ALIASES, type FieldAliases, type RecordKind } from './field-aliases.ts';
import { TTL_SECONDS } from './lifetimes.ts';
import { OPERATIONS, type Operation, type OperationKey, type Operations } from './operations.ts';
import { OUR_STATUSES } from './statuses.ts';

const names = v.array(v.pipe(v.string(), v.nonEmpty()));
const keysOf = <K extends string>(table: Readonly<Record<K, unknown>>) => v.picklist(Object.keys(table) as K[]);
const PARAMETERS = ['id', 'from', 'to', 'stationId', 'machineId', 'username', 'password'] as const;

const OperationSchema = v.strictObject({
  method: v.optional(v.picklist(['GET', 'POST'])),
  path: v.optional(v.pipe(v.string(), v.startsWith('/'))),
  parameters: v.optional(v.record(v.picklist(PARAMETERS), v.string())),
  optional: v.optional(v.array(v.picklist(PARAMETERS))),
  enabled: v.optional(v.boolean()),
});

const AuthSchema = v.strictObject({
  header: v.optional(v.string(), 'Authorization'),
  scheme: v.optional(v.string(), 'Bearer'),
  /** Names of the token in the answer of a log-in. */
  tokenAliases: v.optional(names, ['token', 'jwt', 'accessToken', 'access_token', 'authToken', 'bearerToken']),
  bodyStyle: v.optional(v.picklist(['json', 'form']), 'json'),
  subscriptionKeyHeader: v.optional(v.string(), 'Ocp-Apim-Subscription-Key'),
  /** Whether a renewal shows the token in the header, or in the body under a name. */
  renew: v.optional(
    v.strictObject({
      style: v.optional(v.picklist(['header', 'body']), 'header'),
      field: v.optional(v.string(), 'token'),
    }),
    {},
  ),
});

const positive = v.pipe(v.number(), v.minValue(1));

/** The settings file: everything about the server that is not public, each part with what holds without it. */
const DialectFile = v.strictObject({
  operations: v.optional(v.record(keysOf(OPERATIONS), OperationSchema), {}),
  auth: v.optional(AuthSchema, {}),
  fields: v.optional(v.record(keysOf(FIELD_ALIASES), v.record(v.string(), names)), {}),
  status: v.optional(v.record(v.string(), v.picklist(OUR_STATUSES)), {}),
  dates: v.optional(
    v.strictObject({
      /** The zone of times that come without one, and of days that are asked for. */
      zone: v.optional(v.pipe(v.string(), v.check(isZone, 'an IANA time zone such as Europe/Berlin'))),
      /** How times are sent: with Z, without a zone, or the day alone. */
      format: v.optional(v.picklist(['utc', 'local', 'date']), 'utc'),
    }),
    {},
  ),
  paging: v.optional(
    v.variant('style', [
      v.strictObject({ style: v.literal('none') }),
      v.strictObject({
        style: v.picklist(['page', 'skip']),
        /** Names of the page's number, or of how many to skip, and of how many to give. */
        at: v.string(),
        size: v.string(),
        items: v.optional(positive, 200),
      }),
    ]),
    { style: 'none' },
  ),
  limits: v.optional(
    v.strictObject({ weekly: v.optional(positive, 100_000), concurrency: v.optional(positive, 4) }),
    {},
  ),
  /** When an order is late; `overAverage` takes a factor. */
  late: v.optional(
    v.strictObject({
      rule: v.optional(v.picklist(['dueDate', 'predictedEnd', 'overAverage', 'none']), 'dueDate'),
      factor: v.optional(positive, 1.2),
    }),
    {},
  ),
  ttl: v.optional(v.record(keysOf(TTL_SECONDS), v.pipe(v.number(), v.minValue(0))), {}),
});

/** The settings file as it is written. */
export type DialectSettings = v.InferInput<typeof DialectFile>;

type Read = v.InferOutput<typeof DialectFile>;

/** How one floor server speaks: where each operation is, how fields are called, what statuses mean, and what may be asked of it. */
export interface Dialect {
  readonly operations: Operations;
  readonly auth: Readonly<Read['auth']>;
  readonly fields: Readonly<Record<RecordKind, FieldAliases>>;
  readonly status: Read['status'];
  readonly dates: Readonly<Read['dates']> & { readonly zone: string };
  readonly paging: Readonly<Read['paging']>;
  readonly limits: Readonly<Read['limits']>;
  readonly late: Readonly<Read['late']>;
  readonly ttlSeconds: Readonly<Record<keyof typeof TTL_SECONDS, number>>;
}

/** Checks what a settings file holds. Throws Error that names the first wrong place. */
export function readDialectSettings(json: unknown): DialectSettings {
  check(json);
  return json as DialectSettings;
}

/** The dialect that a settings file makes of the default one, for a plant in a zone. Throws Error that names the first wrong place. */
export function createDialect(settings: unknown = {}, zone = 'UTC'): Dialect {
  const { operations, fields, ttl, dates, ...rest } = check(settings);
  return {
    ...rest,
    dates: { ...dates, zone: dates.zone ?? zone },
    operations: correctOperations(operations),
    fields: correctFields(fields),
    ttlSeconds: { ...TTL_SECONDS, ...ttl },
  };
}

function check(json: unknown): Read {
  const result = v.safeParse(DialectFile, json, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new Error(`${v.getDotPath(issue) ?? 'the file'}: ${issue.message}`);
}

function correctOperations(corrections: Read['operations']): Operations {
  const corrected: Partial<Record<OperationKey, Operation>> = {};
  for (const key of Object.keys(OPERATIONS) as OperationKey[]) {
    const base: Operation = OPERATIONS[key];
    const { enabled = true, method, path, parameters, optional } = corrections[key] ?? {};
    if (!enabled) continue;
    if (method === 'POST' && base.method === 'GET')
      throw new Error(`operations.${key}.method: what only reads is never sent as a POST`);
    corrected[key] = {
      ...base,
      ...(method !== undefined && { method }),
      ...(path !== undefined && { path, basis: 'set' }),
      ...(parameters !== undefined && { parameters }),
      ...(optional !== undefined && { optional }),
    };
  }
  return corrected;
}

/** A field's names of the file take the place of ours: the file knows. */
function correctFields(corrections: Read['fields']): Dialect['fields'] {
  const corrected: Record<string, FieldAliases> = { ...FIELD_ALIASES };
  for (const [kind, fields] of Object.entries(corrections)) corrected[kind] = { ...corrected[kind], ...fields };
  return corrected as Dialect['fields'];
}

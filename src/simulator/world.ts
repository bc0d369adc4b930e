import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { checkReferences } from './world-references.ts';

const TIME = 'expected a time such as 2026-10-21T14:20:00Z';
const WEEKLY = 'expected a day and a time such as Mon 06:00';
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

const text = v.pipe(v.string('expected text'), v.nonEmpty('expected text that is not empty'));
const number = v.number('expected a number');
const amount = v.pipe(number, v.minValue(0, 'expected 0 or more'));
const count = v.pipe(amount, v.integer('expected a whole number'));
const share = v.pipe(amount, v.maxValue(1, 'expected a number from 0 to 1'));
const percent = v.pipe(amount, v.maxValue(100, 'expected a number from 0 to 100'));
const flag = v.boolean('expected true or false');
const time = v.pipe(
  v.string(TIME),
  v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/, TIME),
  v.transform((iso) => Date.parse(iso)),
  v.check((ms) => Number.isFinite(ms), TIME),
);
const weekly = v.pipe(
  v.string(WEEKLY),
  v.regex(/^(Sun|Mon|Tue|Wed|Thu|Fri|Sat) ([01]\d|2[0-4]):[0-5]\d$/, WEEKLY),
  v.transform((words) => {
    const [day = '', hour, minute] = words.split(/[ :]/);
    return ((DAYS.indexOf(day) * 24 + Number(hour)) * 60 + Number(minute)) * 60_000;
  }),
);
const list = <S extends v.GenericSchema>(item: S) => v.array(item, 'expected a list');
const optionalList = <S extends v.GenericSchema>(item: S) => v.optional(list(item));

const kind = v.picklist(['thermal', 'gauge', 'visual', 'sound'], 'expected thermal, gauge, visual or sound');
const status = v.picklist(
  ['SUCCESS', 'FAILURE', 'ERROR', 'STOPPED', 'NONE', 'UNKNOWN', 'RUNNING', 'PAUSED'],
  'expected SUCCESS, FAILURE, ERROR, STOPPED, NONE, UNKNOWN, RUNNING or PAUSED',
);

const robot = v.strictObject({
  nickname: text,
  hostname: v.optional(text),
  serial: v.optional(text),
  username: v.optional(text),
  software: v.optional(v.pipe(text, v.regex(/^\d+\.\d+\.\d+$/, 'expected a version such as 5.1.4'))),
  batteryPercent: v.optional(percent),
});

const mission = v.strictObject({
  name: text,
  uuid: v.optional(text),
  site: v.optional(text),
  docks: optionalList(text),
  actions: list(
    v.strictObject({
      name: text,
      uuid: v.optional(text),
      kind: v.optional(kind),
      seconds: v.optional(amount),
      asset: v.optional(text),
    }),
  ),
});

const calendarEntry = v.strictObject({
  id: v.optional(text),
  name: v.optional(text),
  mission: text,
  robot: text,
  firstStart: time,
  repeatMinutes: v.optional(amount),
  blackouts: optionalList(v.strictObject({ start: weekly, end: weekly })),
  disabledReason: v.optional(text),
});

const capture = v.strictObject({
  channel: text,
  kind: v.optional(kind),
  readings: optionalList(v.strictObject({ name: text, value: number, units: v.optional(text) })),
});

const run = v.strictObject({
  uuid: v.optional(text),
  type: v.optional(v.picklist(['mission', 'teleop'], 'expected mission or teleop')),
  robot: text,
  mission: v.optional(text),
  status,
  startTime: time,
  endTime: v.optional(time),
  operator: v.optional(text),
  plannedActions: v.optional(count),
  doneActions: v.optional(count),
  distanceMeters: v.optional(amount),
  actions: optionalList(
    v.strictObject({
      name: text,
      time,
      error: v.optional(v.pipe(number, v.integer('expected a whole number'))),
      captures: optionalList(capture),
    }),
  ),
  log: optionalList(
    v.strictObject({ time, severity: text, event: text, detail: v.optional(v.string('expected text')) }),
  ),
});

const outcome = v.strictObject({
  mission: text,
  robot: text,
  /** When the calendar means the run to start. */
  slot: time,
  status: v.optional(
    v.picklist(['SUCCESS', 'FAILURE', 'ERROR', 'STOPPED'], 'expected SUCCESS, FAILURE, ERROR or STOPPED'),
  ),
  /** The action that it fails at. */
  action: v.optional(text),
  alerts: optionalList(v.strictObject({ action: text, title: text, severity: v.optional(count) })),
});

const anomaly = v.strictObject({
  uuid: v.optional(text),
  title: text,
  severity: v.optional(count),
  time,
  run: v.optional(text),
  action: v.optional(text),
  asset: v.optional(text),
  closedAt: v.optional(time),
  closedBy: v.optional(text),
});

const worldSchema = v.strictObject({
  seed: v.optional(v.pipe(number, v.integer('expected a whole number'))),
  reportsBattery: v.optional(flag),
  failureRate: v.optional(share),
  alertRate: v.optional(share),
  historyFrom: v.optional(time),
  sites: optionalList(v.strictObject({ name: text })),
  robots: list(robot),
  docks: optionalList(v.strictObject({ name: text, uuid: v.optional(text) })),
  missions: optionalList(mission),
  calendar: optionalList(calendarEntry),
  outcomes: optionalList(outcome),
  runs: optionalList(run),
  anomalies: optionalList(anomaly),
});

/** What a simulated Scout knows at the start: a checked world file, with its times as epoch milliseconds. docs/simulator.md explains each field. */
export type World = v.InferOutput<typeof worldSchema>;

/** A world from the text of a world file. Throws an Error that names the path of the first wrong value, such as `robots[0].nickname: expected text`. */
export function parseWorld(json: string): World {
  const result = v.safeParse(worldSchema, readJson(json), { abortEarly: true });
  if (!result.success) throw new Error(describe(result.issues[0]));
  checkReferences(result.output);
  return result.output;
}

/** A world from a file. Throws an Error that names the file and what is wrong with it. */
export function readWorld(file: string): World {
  try {
    return parseWorld(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new Error(`${file}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

function readJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new Error(`not JSON: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

function describe(issue: v.BaseIssue<unknown>): string {
  const path = (issue.path ?? []).reduce(
    (before, { key }) =>
      typeof key === 'number' ? `${before}[${key}]` : before === '' ? `${key}` : `${before}.${key}`,
    '',
  );
  return `${path === '' ? 'world' : path}: ${wordsFor(issue)}`;
}

function wordsFor(issue: v.BaseIssue<unknown>): string {
  if (issue.type !== 'strict_object') return issue.message;
  if (issue.expected === 'never') return 'unknown field';
  return issue.expected === 'Object' ? 'expected an object' : 'is missing';
}

import * as v from 'valibot';
import {
  amount,
  count,
  flag,
  list,
  number,
  optionalList,
  parseWorldText,
  percent,
  readWorldFile,
  share,
  text,
  time,
} from './world-fields.ts';
import { checkReferences } from './world-references.ts';

const WEEKLY = 'expected a day and a time such as Mon 06:00';
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

const weekly = v.pipe(
  v.string(WEEKLY),
  v.regex(/^(Sun|Mon|Tue|Wed|Thu|Fri|Sat) ([01]\d|2[0-4]):[0-5]\d$/, WEEKLY),
  v.transform((words) => {
    const [day = '', hour, minute] = words.split(/[ :]/);
    return ((DAYS.indexOf(day) * 24 + Number(hour)) * 60 + Number(minute)) * 60_000;
  }),
);

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
  const world = parseWorldText(worldSchema, json);
  checkReferences(world);
  return world;
}

/** A world from a file. Throws an Error that names the file and what is wrong with it. */
export function readWorld(file: string): World {
  return readWorldFile(file, parseWorld);
}

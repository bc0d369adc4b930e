import * as v from 'valibot';
import {
  amount,
  count,
  flag,
  list,
  number,
  optionalList,
  parseWorldText,
  readWorldFile,
  share,
  text,
  time,
} from '../world-fields.ts';
import { checkFloorReferences } from './floor-references.ts';

/** Where a job stands still: paused for a reason, or without one because nobody is signed in. */
const halt = v.strictObject({ from: time, until: v.optional(time), reason: v.optional(text) });

const job = v.strictObject({
  station: text,
  /** How many this station builds; all of the order without it. */
  quantity: v.optional(count),
  /** Without it the job waits until its station is free. */
  startedAt: v.optional(time),
  setupMinutes: v.optional(amount),
  secondsPerUnit: v.optional(amount),
  /** Instead of a pace: when the last unit is done. */
  completedAt: v.optional(time),
  halts: optionalList(halt),
  userIds: optionalList(count),
});

const order = v.strictObject({
  number: text,
  id: v.optional(count),
  unit: text,
  /** Further units of a nested job, built along with the first. */
  nested: optionalList(v.strictObject({ unit: text, quantity: count })),
  quantity: count,
  queuedAt: time,
  dueAt: v.optional(time),
  cancelledAt: v.optional(time),
  scrapRate: v.optional(share),
  /** false: the server does not say when it will end. */
  predicted: v.optional(flag),
  /** A word that is shown instead of the status. */
  statusWord: v.optional(text),
  jobs: list(job),
});

const step = v.strictObject({
  name: text,
  seconds: amount,
  averageSeconds: v.optional(amount),
  input: v.optional(
    v.picklist(
      ['Unit Identifier', 'Material Verification', 'Checkbox', 'Measurement', 'Inspector Verification'],
      'expected Unit Identifier, Material Verification, Checkbox, Measurement or Inspector Verification',
    ),
  ),
});

const unit = v.strictObject({
  name: text,
  id: v.optional(count),
  description: v.optional(text),
  revision: v.optional(text),
  steps: list(step),
});

const machine = v.strictObject({
  name: text,
  id: v.optional(count),
  type: text,
  station: v.optional(text),
  /** When it was in another status than Running. */
  stops: optionalList(v.strictObject({ from: time, until: v.optional(time), status: text })),
});

const worldSchema = v.strictObject({
  seed: v.optional(v.pipe(number, v.integer('expected a whole number'))),
  stations: list(
    v.strictObject({ name: text, id: v.optional(count), workArea: v.optional(text), type: v.optional(text) }),
  ),
  units: optionalList(unit),
  users: optionalList(
    v.strictObject({ id: count, firstName: text, lastName: text, userName: text, active: v.optional(flag) }),
  ),
  machines: optionalList(machine),
  maintenance: optionalList(
    v.strictObject({
      title: text,
      id: v.optional(count),
      machine: v.optional(text),
      station: v.optional(text),
      openedAt: time,
      closedAt: v.optional(time),
    }),
  ),
  orders: optionalList(order),
});

/** What a simulated floor knows at the start: a checked world file, with its times as epoch milliseconds. docs/floor-simulator.md explains each field. */
export type FloorWorld = v.InferOutput<typeof worldSchema>;

/** A floor from the text of a world file. Throws an Error that names the path of the first wrong value, such as `orders[0].unit: …`. */
export function parseFloorWorld(json: string): FloorWorld {
  const world = parseWorldText(worldSchema, json);
  checkFloorReferences(world);
  return world;
}

/** A floor from a file. Throws an Error that names the file and what is wrong with it. */
export function readFloorWorld(file: string): FloorWorld {
  return readWorldFile(file, parseFloorWorld);
}

import type { EpochMs, JsonObject } from '../entities.ts';
import { existing, optionalId, spanOf } from './arguments.ts';
import type { FloorCall } from './floor-exchange.ts';
import { overlap } from './job-state.ts';
import type { Machine, Span } from './plant.ts';

const RUNNING = 'Running';
const DAY = 86_400_000;

/** Machines. */
export function machines({ plant, now }: FloorCall): readonly JsonObject[] {
  return [...plant.machines.values()].map((machine) => ({
    id: machine.id,
    name: machine.name,
    machineTypeID: machine.typeId,
    stationID: machine.station?.id ?? null,
    status: machine.stops.find(({ from, until }) => from <= now && now < until)?.status ?? RUNNING,
  }));
}

/** Machine Types. */
export function machineTypes({ plant }: FloorCall): readonly JsonObject[] {
  return [...plant.machineTypes].map(([id, name]) => ({ id, name }));
}

/** Machine Status Time: how long each machine was in each status. */
export function machineStatusTime(call: FloorCall): readonly JsonObject[] {
  return perMachine(call).flatMap(({ machine, figures }) =>
    rows(figures, ({ ms }) => ({
      machineID: machine.id,
      machineName: machine.name,
      time: call.write.duration(ms),
    })),
  );
}

/** Machine Status Count: how often each machine came into each status. */
export function machineStatusCount(call: FloorCall): readonly JsonObject[] {
  return perMachine(call).flatMap(({ machine, figures }) =>
    rows(figures, ({ times }) => ({ machineID: machine.id, machineName: machine.name, count: times })),
  );
}

/** Machine Type Status Time. */
export function machineTypeStatusTime(call: FloorCall): readonly JsonObject[] {
  return perType(call).flatMap(({ id, name, figures }) =>
    rows(figures, ({ ms }) => ({ machineTypeID: id, machineTypeName: name, time: call.write.duration(ms) })),
  );
}

/** Machine Type Status Count. */
export function machineTypeStatusCount(call: FloorCall): readonly JsonObject[] {
  return perType(call).flatMap(({ id, name, figures }) =>
    rows(figures, ({ times }) => ({ machineTypeID: id, machineTypeName: name, count: times })),
  );
}

/** Maintenance Requests: those that were open at some time in the span. */
export function maintenanceRequests(call: FloorCall): readonly JsonObject[] {
  const { plant, now, write } = call;
  const { from, until } = spanOf(call);
  return plant.maintenance
    .filter(({ openedAt, closedAt = now }) => openedAt <= now && openedAt < until && from <= closedAt)
    .map(({ id, title, machine, station, openedAt, closedAt }) => {
      const isClosed = closedAt !== undefined && closedAt <= now;
      return {
        id,
        title,
        machineID: machine?.id ?? null,
        machineName: machine?.name ?? null,
        stationID: station?.id ?? null,
        stationName: station?.name ?? null,
        status: isClosed ? 'Closed' : 'Open',
        openedDate: write.time(openedAt),
        closedDate: isClosed ? write.time(closedAt) : null,
      };
    });
}

/** By status: for how long, and how often it began. */
type Figures = ReadonlyMap<string, { readonly ms: number; readonly times: number }>;

function rows(
  figures: Figures,
  view: (figure: { readonly ms: number; readonly times: number }) => JsonObject,
): readonly JsonObject[] {
  return [...figures].map(([status, figure]) => ({ ...view(figure), status }));
}

function perMachine(call: FloorCall): readonly { readonly machine: Machine; readonly figures: Figures }[] {
  const { plant, now } = call;
  const asked = spanOf(call);
  const until = Math.min(asked.until, now);
  const span = { from: Math.max(asked.from, until - 366 * DAY), until };
  const only = optionalId(call, 'machineId');
  const wanted = only === undefined ? [...plant.machines.values()] : [existing(plant.machines, only)];
  return wanted.map((machine) => ({ machine, figures: figuresOf(machine, span) }));
}

function perType(call: FloorCall) {
  const all = perMachine(call);
  return [...call.plant.machineTypes].map(([id, name]) => ({
    id,
    name,
    figures: add(all.filter(({ machine }) => machine.typeId === id).map(({ figures }) => figures)),
  }));
}

function figuresOf({ stops }: Machine, span: Span): Figures {
  const isWithin = (at: EpochMs): boolean => span.from <= at && at < span.until;
  const stopped = stops.map(
    (stop): Figures => new Map([[stop.status, { ms: overlap(stop, span), times: isWithin(stop.from) ? 1 : 0 }]]),
  );
  const stoppedMs = stops.reduce((sum, stop) => sum + overlap(stop, span), 0);
  const running = {
    ms: Math.max(0, span.until - span.from - stoppedMs),
    times: stops.filter(({ until }) => isWithin(until)).length,
  };
  return new Map([...add([new Map([[RUNNING, running]]), ...stopped])].filter(([, { ms }]) => ms > 0));
}

function add(all: readonly Figures[]): Figures {
  const sum = new Map<string, { readonly ms: number; readonly times: number }>();
  for (const [status, { ms, times }] of all.flatMap((figures) => [...figures])) {
    const before = sum.get(status) ?? { ms: 0, times: 0 };
    sum.set(status, { ms: before.ms + ms, times: before.times + times });
  }
  return sum;
}

import type { EpochMs } from '../entities.ts';
import { createRandom } from '../random.ts';
import type { FloorWorld } from './floor-world.ts';
import { people, UNITS } from './plant-catalog.ts';
import { machineStops, waitingOrder } from './plant-generator.ts';

type Orders = NonNullable<FloorWorld['orders']>;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** New orders come in at this rate, for so long that no demo sees the end of them. */
const ORDER_EVERY_MS = 36 * MINUTE;
const FUTURE_ORDERS = 300;
/** Completed orders of the last seven days, and the ages in days of older ones. */
const RECENTLY_DONE = 12;
const DONE_BEFORE = [12, 20];
/** Somebody who has left, and is no longer among the users. */
const FORMER_USER = 490;

const AREAS = [
  { area: 'Kitting', type: 'Kitting Bench', count: 3 },
  { area: 'Sub Assembly', type: 'Sub Assembly Bench', count: 4 },
  { area: 'Assembly', type: 'Assembly Cell', count: 5 },
];

/**
 * The plant of the demo: 12 stations, 40 orders. Whenever it starts, one order runs on three stations, two are paused for a reason, one is in
 * setup, one laid aside, three are past their due date, and one station has nothing. More orders come in as its clock goes on.
 */
export function createDefaultPlant(now: EpochMs, seed = 1): FloorWorld {
  const at = Math.floor(now / MINUTE) * MINUTE;
  const stations = AREAS.flatMap(({ area, type, count }) =>
    Array.from({ length: count }, (_, index) => ({ name: `${area} ${index + 1}`, workArea: area, type })),
  );
  const names = stations.map(({ name }) => name);
  return {
    seed,
    stations,
    units: UNITS,
    users: people(15),
    machines: machinesAt(at, seed),
    maintenance: maintenanceAt(at),
    orders: [...inProgress(at), ...done(at, names), ...queued(at, seed), ...toCome(at, names, seed)],
  };
}

/** Ten orders on eleven stations; Kitting 3 has none, and at Assembly 4 one was laid aside for another. */
function inProgress(now: EpochMs): Orders {
  const ago = (minutes: number): EpochMs => now - minutes * MINUTE;
  const started = (station: string, minutes: number, ...userIds: number[]) => ({
    station,
    startedAt: ago(minutes),
    setupMinutes: 6,
    userIds,
  });
  const queuedAt = ago(30 * 60);
  return [
    {
      number: 'WO-3991420',
      unit: '454-23-17',
      quantity: 75,
      queuedAt,
      dueAt: now + 5 * HOUR,
      jobs: ['Assembly 1', 'Assembly 2', 'Assembly 3'].map((station, index) => ({
        ...started(station, 195 - 4 * index, 501 + index),
        quantity: 25,
        secondsPerUnit: 655 + 20 * index,
      })),
    },
    {
      number: 'WO-3991421',
      unit: '454-23-18',
      quantity: 30,
      queuedAt,
      dueAt: now + 8 * HOUR,
      jobs: [started('Sub Assembly 1', 130, 504)],
    },
    {
      number: 'WO-1042',
      unit: 'Gearbox G4',
      quantity: 12,
      queuedAt,
      dueAt: ago(120),
      jobs: [started('Assembly 4', 190, 505, 513)],
    },
    {
      number: 'WO-20511',
      unit: 'Valve Block VB-3',
      quantity: 36,
      queuedAt,
      jobs: [{ ...started('Assembly 4', 400, 512), halts: [{ from: ago(200), until: now + 3 * HOUR }] }],
    },
    {
      number: 'PD1002214',
      unit: 'Control Panel CP-7',
      quantity: 20,
      queuedAt,
      dueAt: now + 20 * HOUR,
      jobs: [started('Sub Assembly 2', 150)],
    },
    {
      number: 'wo-10427',
      unit: 'Valve Block VB-3',
      nested: [{ unit: 'Cable Harness H-12', quantity: 24 }],
      quantity: 24,
      queuedAt,
      jobs: [started('Sub Assembly 3', 100, 506, FORMER_USER)],
    },
    {
      number: 'WO-20518',
      unit: 'Cable Harness H-12',
      quantity: 60,
      queuedAt,
      predicted: false,
      jobs: [started('Kitting 1', 220, 506)],
    },
    {
      number: 'WO-9867432',
      unit: 'PH-200',
      quantity: 40,
      queuedAt,
      dueAt: ago(60),
      jobs: [
        {
          ...started('Kitting 2', 240, 507),
          halts: [{ from: ago(50), until: now + 3 * HOUR, reason: 'Missing Materials' }],
        },
      ],
    },
    {
      number: 'WO-20522',
      unit: 'Gearbox G4',
      quantity: 10,
      queuedAt,
      dueAt: now + 26 * HOUR,
      jobs: [
        {
          ...started('Assembly 5', 90, 508),
          halts: [{ from: ago(12), until: now + 40 * MINUTE, reason: 'Tool Issue' }],
        },
      ],
    },
    {
      number: 'WO-20530',
      unit: '454-23-17',
      quantity: 20,
      queuedAt,
      dueAt: now + 30 * HOUR,
      jobs: [{ ...started('Sub Assembly 4', 4, 509), setupMinutes: 15 }],
    },
  ];
}

/** Fourteen completed orders, twelve of them in the last seven days, one with more than was ordered; and a cancelled one. */
function done(now: EpochMs, stations: readonly string[]): Orders {
  const hoursAgo = [
    ...Array.from({ length: RECENTLY_DONE }, (_, index) => 7 + 12.5 * index),
    ...DONE_BEFORE.map((days) => 24 * days),
  ];
  const completed = hoursAgo.map((hours, index) => {
    const endedAt = now - hours * HOUR;
    const quantity = 10 + ((index * 7) % 25);
    return {
      number: `WO-${20_400 + 3 * index}`,
      unit: UNITS[index % 7]?.name ?? '',
      quantity,
      queuedAt: endedAt - 40 * HOUR,
      dueAt: endedAt + (index % 4 === 1 ? -3 : 9) * HOUR,
      jobs: [
        {
          station: stations[index % stations.length] ?? '',
          quantity: index === 2 ? quantity + 2 : quantity,
          startedAt: endedAt - (3 + (index % 3)) * HOUR,
          completedAt: endedAt,
          userIds: [501 + (index % 14)],
        },
      ],
    };
  });
  return [
    ...completed,
    {
      number: 'WO-20499',
      unit: 'Control Panel CP-7',
      quantity: 15,
      queuedAt: now - 48 * HOUR,
      cancelledAt: now - 26 * HOUR,
      jobs: [{ station: 'Kitting 3', startedAt: now - 30 * HOUR, userIds: [510] }],
    },
  ];
}

/** Fifteen that wait; one of them is past its due date, one has a word for a number. */
function queued(now: EpochMs, seed: number): Orders {
  const random = createRandom(`${seed}:queued`);
  const stations = ['Kitting 1', 'Kitting 2', 'Sub Assembly 1', 'Sub Assembly 2', 'Sub Assembly 3', 'Sub Assembly 4'];
  const all = [...stations, 'Assembly 1', 'Assembly 2', 'Assembly 4', 'Assembly 5'];
  return Array.from({ length: 15 }, (_, index) => ({
    ...waitingOrder(random, {
      number: index === 9 ? 'MAINTENANCE' : `WO-${20_540 + index}`,
      unit: index === 9 ? 'Jig Service' : (UNITS[index % 7]?.name ?? ''),
      station: all[index % all.length] ?? '',
      queuedAt: now - (20 - index) * HOUR,
    }),
    dueAt: now + (index === 4 ? -4 : 10 + 6 * index) * HOUR,
  }));
}

/** What is ordered after the start; nobody sees an order before it is queued. */
function toCome(now: EpochMs, stations: readonly string[], seed: number): Orders {
  const random = createRandom(`${seed}:to come`);
  return Array.from({ length: FUTURE_ORDERS }, (_, index) => {
    const queuedAt = now + (index + 1) * ORDER_EVERY_MS;
    return waitingOrder(random, {
      number: `WO-${20_600 + index}`,
      unit: UNITS[index % 7]?.name ?? '',
      station: stations[(5 * index + 2) % stations.length] ?? '',
      queuedAt,
    });
  });
}

function machinesAt(now: EpochMs, seed: number): NonNullable<FloorWorld['machines']> {
  const machines = [
    ['Press 1', 'Press', 'Assembly 1'],
    ['Press 2', 'Press', 'Assembly 2'],
    ['Press 3', 'Press', 'Assembly 5'],
    ['CNC Mill 1', 'CNC Mill', 'Sub Assembly 1'],
    ['CNC Mill 2', 'CNC Mill', 'Sub Assembly 2'],
    ['Torque Station 1', 'Torque Station', 'Assembly 3'],
    ['Torque Station 2', 'Torque Station', 'Assembly 4'],
    ['Label Printer 1', 'Printer', 'Kitting 1'],
  ] as const;
  const current = new Map([
    ['Press 3', { from: now - 35 * MINUTE, until: now + 2 * HOUR, status: 'Down' }],
    ['CNC Mill 2', { from: now - 10 * MINUTE, until: now + 25 * MINUTE, status: 'Idle' }],
  ]);
  return machines.map(([name, type, station]) => {
    const stop = current.get(name);
    return { name, type, station, stops: [...machineStops(seed, name, now), ...(stop ? [stop] : [])] };
  });
}

function maintenanceAt(now: EpochMs): NonNullable<FloorWorld['maintenance']> {
  return [
    { title: 'Hydraulic leak', machine: 'Press 3', openedAt: now - 30 * MINUTE },
    { title: 'Worn belt', machine: 'CNC Mill 1', openedAt: now - 50 * HOUR },
    { title: 'Scale out of calibration', station: 'Kitting 2', openedAt: now - 5 * HOUR },
    { title: 'Yearly calibration', machine: 'Torque Station 2', openedAt: now - 72 * HOUR, closedAt: now - 47 * HOUR },
  ];
}

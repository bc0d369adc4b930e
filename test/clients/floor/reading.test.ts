import * as fc from 'fast-check';
import { createDialect, type DialectSettings } from '../../../src/clients/floor/dialect.ts';
import { createReaders } from '../../../src/clients/floor/readers.ts';
import { unwrapList, unwrapRecord } from '../../../src/clients/floor/records.ts';
import {
  createMomentReader,
  readCount,
  readFlag,
  readId,
  readNumber,
  readSeconds,
} from '../../../src/clients/floor/values.ts';

const reading = (settings: DialectSettings = {}) => createReaders(createDialect(settings));
const at = (text: string): number => Date.parse(text);

describe('values', () => {
  test.each([
    [90, 90],
    ['90', 90],
    ['01:02:03', 3_723],
    ['1.02:00:00', 93_600],
    ['2 Days 01:00:00', 176_400],
    ['00:00:01.5000000', 1.5],
    ['PT1H30M', 5_400],
    ['P1DT1S', 86_401],
    ['P1W', 604_800],
    ['P1M', undefined],
    ['12 parsecs', undefined],
    [-1, undefined],
    [null, undefined],
  ])('a duration %p is %p seconds', (written, seconds) => {
    expect(readSeconds(written)).toBe(seconds);
  });

  test('a duration written by clock is read back, whatever it is', async () => {
    await fc.assert(
      fc.property(fc.nat(10_000_000), (seconds) => {
        const two = (value: number): string => String(value).padStart(2, '0');
        const clock = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':');
        expect(readSeconds(`${Math.floor(seconds / 86_400)}.${clock}`)).toBe(seconds);
      }),
    );
  });

  test.each([
    ['2026-10-21T14:20:00Z', '2026-10-21T14:20:00Z'],
    ['2026-10-21T14:20:00.1234567Z', '2026-10-21T14:20:00.123Z'],
    ['2026-10-21T14:20:00+02:00', '2026-10-21T12:20:00Z'],
    ['2026-10-21T14:20:00+0200', '2026-10-21T12:20:00Z'],
    ['2026-10-21 14:20', '2026-10-21T21:20:00Z'],
    ['2026-10-21', '2026-10-21T07:00:00Z'],
    // In the night when clocks go back the earlier of the two.
    ['2026-11-01T01:30:00', '2026-11-01T08:30:00Z'],
  ])('a time %p in Los Angeles is %p', (written, utc) => {
    expect(createMomentReader('America/Los_Angeles')(written)).toBe(at(utc));
  });

  test('times around the hour at which clocks change are each read by their own offset', () => {
    const read = createMomentReader('America/Los_Angeles');
    const local = ['2026-03-08T01:59:59', '2026-03-08T03:00:00', '2026-11-01T00:59:59', '2026-11-01T02:00:00'];
    expect(local.map((written) => read(written))).toEqual(
      ['2026-03-08T09:59:59Z', '2026-03-08T10:00:00Z', '2026-11-01T07:59:59Z', '2026-11-01T10:00:00Z'].map(at),
    );
  });

  test.each(['0001-01-01T00:00:00', '1969-12-31T00:00:00Z', 'soon', '', 17, null, '2026-13-40', '2026-02-30T10:00:00'])(
    'a time %p is none',
    (written) => {
      expect(createMomentReader('UTC')(written)).toBeUndefined();
    },
  );

  test('an id is a whole number or digits, and nothing else', () => {
    expect([7, '7', ' 7 ', 0].map(readId)).toEqual([7, 7, 7, 0]);
    expect(['7a', 7.5, '', null, {}, '99999999999999999999'].map(readId)).toEqual(Array(6).fill(undefined));
  });

  test('numbers, truth values and counts are read from words too', () => {
    expect([5, '5', '87 %', 'many', ''].map(readNumber)).toEqual([5, 5, 87, undefined, undefined]);
    expect([true, 'False', 1, 'perhaps'].map(readFlag)).toEqual([true, false, true, undefined]);
    expect(readCount('14 / 50')).toEqual({ done: 14, of: 50 });
    expect(readCount(14)).toBeUndefined();
  });
});

describe('lists and records', () => {
  test.each([
    ['bare', [1]],
    ['in items', { items: [1], total: 1 }],
    ['in capitals', { Items: [1] }],
    ['under its own name', { workOrders: [1] }],
    ['under the only name that holds a list', { machines: [1], count: 1 }],
  ])('a list is found %s', (_, json) => {
    expect(unwrapList(json)).toEqual([1]);
  });

  test('a record is found bare, wrapped, or alone in a list', () => {
    for (const json of [{ id: 1 }, { data: { id: 1 } }, { WorkOrder: { id: 1 } }, [{ id: 1 }]])
      expect(unwrapRecord(json)).toEqual({ id: 1 });
  });

  test('two lists of which none has a usual name are not guessed at', () => {
    expect(unwrapList({ left: [1], right: [2] })).toBeUndefined();
  });

  test('whatever comes, nothing throws', async () => {
    const readers = reading();
    await fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        const records = unwrapList(json) ?? [json];
        expect(() => Object.values(readers).map((read) => records.map((record) => read(record)))).not.toThrow();
      }),
    );
  });
});

describe('a work order', () => {
  const { workOrder } = reading({ dates: { zone: 'America/Los_Angeles' } });

  test('is read in full', () => {
    const order = workOrder({
      id: 4711,
      workOrderNumber: 'WO-0001042',
      status: 'In Progress',
      unitID: 12,
      unitName: 'Bracket',
      quantity: 50,
      unitsCompleted: 14,
      scrap: 1,
      stationID: 3,
      userIDs: [5, '6'],
      queuedDate: '2026-10-20T08:00:00Z',
      startDate: '2026-10-21T05:00:00',
      endDate: '0001-01-01T00:00:00',
      predictedEndDate: null,
      dueDate: '2026-10-22T00:00:00Z',
      productivity: '91 %',
      appliedTime: '02:00:00',
      accessCode: 'secret',
    });
    expect(order).toEqual({
      id: 4711,
      number: 'WO-0001042',
      status: 'active',
      rawStatus: 'In Progress',
      units: [{ id: 12, name: 'Bracket' }],
      quantity: 50,
      completed: 14,
      scrap: 1,
      stations: [{ id: 3, status: 'active', quantity: 50, completed: 14 }],
      userIds: [5, 6],
      queuedAt: at('2026-10-20T08:00:00Z'),
      startedAt: at('2026-10-21T12:00:00Z'),
      dueAt: at('2026-10-22T00:00:00Z'),
      productivityPct: 91,
      appliedSeconds: 7_200,
    });
  });

  test('is read whatever the case and the separators of its names', () => {
    expect(workOrder({ ID: '7', work_order_number: 'A', 'Units-Completed': 2, QUANTITY: '9' })).toMatchObject({
      id: 7,
      number: 'A',
      completed: 2,
      quantity: 9,
    });
  });

  test('takes its counts from "14 / 50"', () => {
    expect(workOrder({ id: 1, units: '14 / 50' })).toMatchObject({ quantity: 50, completed: 14 });
  });

  test('that is nested has several units', () => {
    const units = [{ unitID: 1, unitName: 'Left' }, { id: 2, name: 'Right' }, { name: 'without an id' }];
    expect(workOrder({ id: 1, units, unitID: 9 })?.units).toEqual([
      { id: 1, name: 'Left' },
      { id: 2, name: 'Right' },
    ]);
  });

  test('on several stations keeps the count of each', () => {
    const stations = [
      { id: 1, name: 'Assembly 1', unitsCompleted: 17, quantity: 25, status: 'Active' },
      { id: 2, name: 'Assembly 2', unitsCompleted: 16, quantity: 25, status: 'On Hold' },
    ];
    expect(workOrder({ id: 1, status: 'Active', stations })?.stations).toEqual([
      { id: 1, name: 'Assembly 1', status: 'active', completed: 17, quantity: 25 },
      { id: 2, name: 'Assembly 2', status: 'paused', completed: 16, quantity: 25 },
    ]);
  });

  test('of one station has the count of that one, and says nothing of the others', () => {
    const order = workOrder({ id: 1, status: 'Active', unitsCompleted: 17, stationIDs: [1, 2] }, { stationId: 1 });
    expect(order?.stations).toEqual([
      { id: 1, status: 'active', completed: 17 },
      { id: 2, status: 'unknown' },
    ]);
  });

  test('takes its status from the question where the record has none', () => {
    expect(workOrder({ id: 1 }, { status: 'queued' })).toMatchObject({ status: 'queued' });
    expect(workOrder({ id: 1 })).toMatchObject({ status: 'unknown' });
  });

  test('keeps a status word that nobody knows, as it was given', () => {
    expect(workOrder({ id: 1, status: 'Awaiting Moon' }, { status: 'active' })).toMatchObject({
      status: 'unknown',
      rawStatus: 'Awaiting Moon',
    });
  });

  test('whose status is a number means nothing before the settings say what', () => {
    expect(workOrder({ id: 1, status: 2 })).toMatchObject({ status: 'unknown', rawStatus: '2' });
    const { workOrder: told } = reading({ status: { 2: 'paused', 'Awaiting Moon': 'queued' } });
    expect(told({ id: 1, status: 2 })).toMatchObject({ status: 'paused' });
    expect(told({ id: 1, status: 'awaiting_moon' })).toMatchObject({ status: 'queued' });
  });

  test('is read from fields that the settings name', () => {
    const { workOrder: told } = reading({ fields: { workOrder: { number: ['job.code'], completed: ['goodParts'] } } });
    expect(told({ id: 1, job: { code: 'J-1' }, GoodParts: 3 })).toMatchObject({ number: 'J-1', completed: 3 });
  });

  test.each([{}, { id: 'abc' }, null, 'text', [1]])('without a readable id is none: %p', (json) => {
    expect(workOrder(json)).toBeUndefined();
  });
});

describe('stations, units and people', () => {
  test('a station has a status of its own kind', () => {
    const { station } = reading();
    expect(station({ id: 1, name: 'Kitting 1', workArea: 'Kitting', stationType: 'Kit', status: 'InActive' })).toEqual({
      id: 1,
      name: 'Kitting 1',
      workArea: 'Kitting',
      type: 'Kit',
      status: 'inactive',
      rawStatus: 'InActive',
      currentWorkOrderIds: [],
    });
    expect(station({ id: 1, status: 'Break' })?.status).toBe('break');
    expect(station({ id: 1, status: 'Completed' })?.status).toBe('unknown');
  });

  test('a unit has its steps in their order, with what they take', () => {
    const { unit } = reading();
    const steps = [
      { id: 2, name: 'Glue', order: 2, time: '00:01:00', averageTime: '00:01:30' },
      { id: 1, name: 'Cut', order: 1 },
      { name: 'without an id' },
    ];
    expect(unit({ id: 1, name: '454-23-17', revision: 'REV 2', averageBuildTime: 'PT10M', steps })).toEqual({
      id: 1,
      name: '454-23-17',
      revision: 'REV 2',
      avgBuildSeconds: 600,
      steps: [
        { id: 1, name: 'Cut', order: 1 },
        { id: 2, name: 'Glue', order: 2, targetSeconds: 60, avgSeconds: 90 },
      ],
    });
  });

  test('of a person only the listed fields are kept, and never an e-mail address', () => {
    const { user } = reading();
    const person = { id: 1, firstName: 'Ada', lastName: 'Moss', email: 'ada@example.com', accessCode: '1234' };
    expect(user({ ...person, isActive: true })).toEqual({ id: 1, displayName: 'Ada Moss', active: true });
    expect(user({ id: 2, userName: 'ada@example.com' })).toEqual({ id: 2, displayName: 'user 2' });
    expect(user({ id: 3, userName: 'amoss' })).toEqual({ id: 3, displayName: 'amoss' });
  });
});

describe('a photo of a work order', () => {
  const { cameraCapture } = reading();
  const photo = { id: 9, stepName: 'Inspect', userID: 501, captureDate: '2026-10-21T14:00:00Z' };

  test('has its step, who was there, when, and where it is', () => {
    expect(cameraCapture({ ...photo, url: 'https://captures.example/9.jpg' })).toEqual({
      id: 9,
      stepName: 'Inspect',
      userId: 501,
      at: at('2026-10-21T14:00:00Z'),
      url: 'https://captures.example/9.jpg',
    });
  });

  test.each([
    'http://captures.example/9.jpg',
    'javascript:alert(1)',
    'https://me:secret@captures.example/9.jpg',
    '/9.jpg',
    7,
    null,
  ])('at %p has no address to show', (url) => {
    expect(cameraCapture({ ...photo, url })).not.toHaveProperty('url');
    expect(cameraCapture({ ...photo, url })).toMatchObject({ id: 9, stepName: 'Inspect' });
  });
});

describe('the settings file', () => {
  test.each([
    [{ operations: { stations: { path: 'stations' } } }, 'operations.stations.path'],
    [{ operations: { unknown: {} } }, 'operations.unknown'],
    [{ operations: { stations: { method: 'POST' } } }, 'operations.stations.method'],
    [{ dates: { zone: 'Mars' } }, 'dates.zone'],
    [{ status: { Ready: 'dancing' } }, 'status.Ready'],
    [{ limits: { weekly: 0 } }, 'limits.weekly'],
    [{ colour: 'blue' }, 'colour'],
  ])('%p is refused with the place of what is wrong', (settings, place) => {
    expect(() => createDialect(settings)).toThrow(place);
  });

  test('an operation that it switches off is gone, and one whose path it sets is no guess any more', () => {
    const { operations } = createDialect({ operations: { users: { enabled: false }, user: { path: '/people/{id}' } } });
    expect(operations.users).toBeUndefined();
    expect(operations.user).toMatchObject({ path: '/people/{id}', basis: 'set' });
  });
});

import type * as v from 'valibot';
import { UnexpectedAnswer } from '../../../src/clients/errors.ts';
import { encodeFilePath, joinFilePath } from '../../../src/clients/fleet/file-path.ts';
import {
  AnomalySchema,
  MissionSchema,
  RobotSchema,
  RobotSessionSchema,
  ScheduleSchema,
  VersionSchema,
} from '../../../src/clients/fleet/fleet-schema.ts';
import { readAnswer, readList } from '../../../src/clients/fleet/lists.ts';
import { readPicture } from '../../../src/clients/fleet/picture.ts';
import {
  createRunSchema,
  LogEntrySchema,
  RunEventSchema,
  RunStatisticsSchema,
} from '../../../src/clients/fleet/run-schema.ts';

const RunSchema = createRunSchema('planned');
const read = <S extends v.GenericSchema>(schema: S, json: unknown) => readAnswer(schema, json, 'thing', 'Scout north');
const AT = Date.parse('2026-10-21T14:20:52.312Z');

describe('a run', () => {
  test('is read with all that is reported', () => {
    const run = read(RunSchema, {
      uuid: 'u1',
      runType: 'mission',
      startTime: '2026-10-21T14:20:52.312Z',
      endTime: '2026-10-21T15:20:52.312Z',
      robotNickname: 'Rex',
      robotSerial: 'x',
      operatorId: 'anna',
      missionName: 'Round',
      missionStatus: 'RUNNING',
      actionCount: 12,
      pendingActionCount: 5,
      somethingNew: { a: 1 },
    });
    expect(run).toStrictEqual({
      uuid: 'u1',
      type: 'mission',
      robot: 'Rex',
      mission: 'Round',
      status: 'RUNNING',
      startedAt: AT,
      endedAt: AT + 3_600_000,
      actionsDone: 7,
      actionsPlanned: 12,
      operator: 'anna',
    });
  });

  test('has no key for what is missing, null or empty', () => {
    expect(read(RunSchema, { uuid: 'u1', endTime: '', missionName: null, robotNickname: '' })).toStrictEqual({
      uuid: 'u1',
      type: 'unknown',
    });
  });

  test.each([
    ['planned', 12, 5, { actionsPlanned: 12, actionsDone: 7 }],
    ['planned', 12, null, { actionsPlanned: 12 }],
    ['planned', 2, 5, { actionsPlanned: 2, actionsDone: 0 }],
    ['done', 12, 5, { actionsPlanned: 17, actionsDone: 12 }],
    ['done', 12, null, { actionsDone: 12 }],
    ['done', null, 5, {}],
  ] as const)('counts actions as "%s" from %p and %p pending', (meaning, actionCount, pendingActionCount, expected) => {
    const run = read(createRunSchema(meaning), { uuid: 'u1', actionCount, pendingActionCount });
    expect(run).toStrictEqual({ uuid: 'u1', type: 'unknown', ...expected });
  });

  test('of Scout 3.2 has a number for its status', () => {
    expect(read(RunSchema, { uuid: 'u1', missionStatus: 1 }).status).toBe('1');
  });

  test.each([
    '2026-10-21T14:20:52.312Z',
    '2026-10-21T14:20:52.312188+00:00',
    '2026-10-21T16:20:52.312+02:00',
    '2026-10-21 14:20:52.312',
    '2026-10-21T14:20:52.312',
    AT,
  ])('starts at the same moment written as %p', (startTime) => {
    expect(read(RunSchema, { uuid: 'u1', startTime }).startedAt).toBe(AT);
  });

  test('starts on the second where no fraction is given', () => {
    expect(read(RunSchema, { uuid: 'u1', startTime: '2026-10-21T14:20:52Z' }).startedAt).toBe(AT - 312);
  });

  test.each([
    ['uuid', {}],
    ['uuid', { uuid: '' }],
    ['startTime', { uuid: 'u1', startTime: 'soon' }],
    ['startTime', { uuid: 'u1', startTime: '2026-13-45T99:00:00Z' }],
    ['actionCount', { uuid: 'u1', actionCount: 'many' }],
    ['missionName', { uuid: 'u1', missionName: { name: 'x' } }],
  ])('with a wrong %s is an unexpected answer that says where', (place, json) => {
    expect(() => read(RunSchema, json)).toThrow(
      new UnexpectedAnswer(
        `Scout north answered "thing" in a form that can't be read (at ${place}).`,
        'unreadable thing',
      ),
    );
  });
});

describe('a list', () => {
  const list = (json: unknown) => readList(RunSchema, { json, bytes: 10 }, 'runs', 'Scout north');

  test('is read from a page or as it is', () => {
    expect(list({ resources: [{ uuid: 'u1' }], total: '7', limit: 1, offset: 0 })).toMatchObject({
      total: 7,
      limit: 1,
    });
    expect(list([{ uuid: 'u1' }])).toStrictEqual({ items: [{ uuid: 'u1', type: 'unknown' }], bytes: 10 });
  });

  test.each([
    [{ resources: [{ uuid: 'u1' }, { uuid: 5 }] }, 'resources.1.uuid'],
    [[{ uuid: 'u1' }, null], '1'],
    [{ resources: 'none' }, 'resources'],
    [{ error: 'no' }, 'resources'],
  ])('names the place of the nonsense in %j', (json, place) => {
    expect(() => list(json)).toThrow(`Scout north answered "runs" in a form that can't be read (at ${place}).`);
  });

  test.each([null, 'runs', 5])('is not %p', (json) => {
    expect(() => list(json)).toThrow('Scout north answered "runs" in a form that can\'t be read.');
  });
});

describe('a robot', () => {
  test('as documented says nothing of battery and connection', () => {
    expect(read(RobotSchema, { robotIndex: 3, hostname: '10.0.0.1', nickname: 'Rex', username: 'u' })).toStrictEqual({
      name: 'Rex',
      hostname: '10.0.0.1',
    });
  });

  test('without a nickname goes by its host', () => {
    expect(read(RobotSchema, { hostname: '10.0.0.1', nickname: null }).name).toBe('10.0.0.1');
    expect(() => read(RobotSchema, { robotIndex: 1 })).toThrow(UnexpectedAnswer);
  });

  test.each([
    [{ batteryLevel: 83 }, 83],
    [{ batteryPercentage: '83' }, 83],
    [{ battery: { percentage: 83 } }, 83],
    [{ batteryState: [{ identifier: 'a', chargePercentage: { value: 83 } }] }, 83],
    [{ battery: 'full' }, undefined],
    [{ battery: 400 }, undefined],
  ])('has a battery where %j is reported', (fields, percent) => {
    expect(read(RobotSchema, { nickname: 'Rex', ...fields }).batteryPercent).toBe(percent);
  });

  test.each([
    [{ connected: true }, true],
    [{ isConnected: false }, false],
    [{ connectionState: 'CONNECTED' }, true],
    [{ connectionStatus: 'NOT_CONNECTED' }, false],
    [{ connectionState: 'STATE_7' }, undefined],
  ])('is connected or not where %j is reported', (fields, connected) => {
    expect(read(RobotSchema, { nickname: 'Rex', ...fields }).connected).toBe(connected);
  });
});

describe('a robot session', () => {
  test.each([
    [{ chargePercentage: 83 }],
    [{ chargePercentage: { value: 83 } }],
    [{ charge_percentage: '83' }],
    [[{ chargePercentage: 83 }]],
    [83],
  ])('has its battery from a batteryState of %j', (batteryState) => {
    const session = read(RobotSessionSchema, { missionRunning: true, currentDriverId: 'd1', batteryState });
    expect(session).toStrictEqual({ missionRunning: true, driver: 'd1', batteryPercent: 83 });
  });

  test('may say nothing', () => {
    expect(read(RobotSessionSchema, { batteryState: {}, missionRunning: null })).toStrictEqual({});
  });
});

describe('a calendar entry', () => {
  const times = (timeMs: unknown, repeatMs: unknown) => read(ScheduleSchema, { schedule: { timeMs, repeatMs } });

  test('is read with all its parts', () => {
    const entry = read(ScheduleSchema, {
      eventMetadata: { name: 'Night', eventId: 'e1', modificationTimeMs: '1762000000000' },
      agent: { nickname: 'Rex' },
      task: { missionId: 'm1', requireDocked: true },
      schedule: { timeMs: 1, repeatMs: 2, blackouts: [{ startMs: 0, endMs: '3600000' }], disableReason: 'rain' },
    });
    expect(entry).toStrictEqual({
      id: 'e1',
      name: 'Night',
      robot: 'Rex',
      missionUuid: 'm1',
      disabledReason: 'rain',
      changedAt: 1_762_000_000_000,
      firstAt: 1,
      repeatMs: 2,
      blackouts: [{ startMs: 0, endMs: 3_600_000 }],
    });
  });

  test('that was never said to be changed has no time of its change', () => {
    expect(read(ScheduleSchema, { eventMetadata: { modificationTimeMs: 0 }, schedule: { timeMs: 5 } })).toStrictEqual({
      firstAt: 5,
      repeatMs: 0,
      blackouts: [],
    });
  });

  test('has 64-bit numbers in three forms', () => {
    const long = { low: 0x5e000000 | 0, high: 0x19a, unsigned: false };
    expect(times(1_762_000_000_000, 0).firstAt).toBe(1_762_000_000_000);
    expect(times('1762000000000', null).firstAt).toBe(1_762_000_000_000);
    expect(times(long, { low: -1, high: -1, unsigned: false })).toMatchObject({
      firstAt: 0x19a * 2 ** 32 + 0x5e000000,
      repeatMs: -1,
    });
  });

  test('needs a time, and may lack everything else', () => {
    expect(times(5, undefined)).toStrictEqual({ firstAt: 5, repeatMs: 0, blackouts: [] });
    expect(() => times(undefined, 5)).toThrow('schedule.timeMs');
    expect(() => read(ScheduleSchema, { agent: null })).toThrow('at schedule');
  });
});

test('reads an action with its captures and their readings, and leaves out what is no reading', () => {
  const event = read(RunEventSchema, {
    uuid: 'e1',
    runUuid: 'r1',
    time: '2026-10-21T14:20:52.312Z',
    createdAt: '2026-10-21T14:30:52.312Z',
    actionName: 'Gauge #4',
    missionName: 'Round',
    eventType: 'daq',
    error: 0,
    dataCaptures: [
      {
        uuid: 'c1',
        createdAt: '2026-10-21T14:20:52.312Z',
        channelName: 'PTZ',
        dataUrl: '/daq/download/Rex/1/Gauge #4.jpg',
        keyResults: [
          { name: 'SPL', value: 55.43, units: 'dB' },
          { name: 'State', value: 'open' },
          { value: 5 },
          'x',
          null,
        ],
      },
      { uuid: 'c2', keyResults: null },
    ],
  });
  expect(event).toStrictEqual({
    uuid: 'e1',
    runUuid: 'r1',
    at: AT,
    action: 'Gauge #4',
    mission: 'Round',
    error: 0,
    captures: [
      {
        uuid: 'c1',
        channel: 'PTZ',
        at: AT,
        path: '/daq/download/Rex/1/Gauge #4.jpg',
        readings: [
          { name: 'SPL', value: 55.43, units: 'dB' },
          { name: 'State', value: 'open' },
        ],
      },
      { uuid: 'c2', readings: [] },
    ],
  });
});

test('reads log entries, statistics, anomalies, missions and versions', () => {
  expect(
    read(LogEntrySchema, {
      uuid: 'l',
      start: '2026-10-21T14:20:52.312Z',
      severity: 'ERROR',
      event: 'Stuck',
      detail: '',
      imageFiles: null,
    }),
  ).toStrictEqual({ at: AT, severity: 'ERROR', event: 'Stuck' });
  expect(
    read(RunStatisticsSchema, {
      start: '2026-10-21T14:20:52.312Z',
      missionName: 'Round',
      durationS: 60,
      robotName: 'Rex',
      runId: 'r1',
      timeMotorsOnS: 50,
      timeMovingS: 40,
      distanceTraveledM: 12.5,
      status: 'SUCCESS',
      worstSeverity: 'INFO',
    }),
  ).toStrictEqual({
    runUuid: 'r1',
    robot: 'Rex',
    mission: 'Round',
    startedAt: AT,
    durationSeconds: 60,
    motorsOnSeconds: 50,
    movingSeconds: 40,
    distanceMeters: 12.5,
    status: 'SUCCESS',
  });
  expect(
    read(AnomalySchema, {
      uuid: 'a1',
      time: null,
      createdAt: '2026-10-21T14:20:52.312Z',
      title: null,
      name: 'Hot',
      severity: 4,
      source: '',
      status: 'open',
      runUuid: 'r1',
      assetId: 'M-4',
    }),
  ).toStrictEqual({ uuid: 'a1', at: AT, title: 'Hot', asset: 'M-4', severity: 4, status: 'open', runUuid: 'r1' });
  expect(read(AnomalySchema, { uuid: 'a1', status: 'archived' }).status).toBe('unknown');
  expect(read(MissionSchema, { uuid: 'm1', name: 'Round', siteElementIds: ['a', 'b'] })).toStrictEqual({
    uuid: 'm1',
    name: 'Round',
    actionCount: 2,
  });
  expect(read(MissionSchema, { uuid: 'm1', mission_id: 'x', name: 'Round', saved_at: 'y' })).toStrictEqual({
    uuid: 'm1',
    name: 'Round',
  });
  expect(read(VersionSchema, { version: '5.1.4', serial: 's' })).toBe('5.1.4');
});

test('tells a picture by its bytes', () => {
  expect(readPicture(Buffer.from('89504e470d0a1a0a0000', 'hex'), 'Scout north').mediaType).toBe('image/png');
  expect(readPicture(Buffer.from('ffd8ffe0', 'hex'), 'Scout north').mediaType).toBe('image/jpeg');
  expect(() => readPicture(Buffer.from('<svg/>'), 'Scout north')).toThrow(UnexpectedAnswer);
});

describe('the path of a file', () => {
  const origin = 'https://scout.example';
  const encode = (path: string) => encodeFilePath(path, origin, 'Scout north');

  test('is encoded name by name', () => {
    expect(encode('/daq/download/Rex/1/Gauge #4?/50% full ü+&=.jpg')).toBe(
      '/daq/download/Rex/1/Gauge%20%234%3F/50%25%20full%20%C3%BC%2B%26%3D.jpg',
    );
  });

  test("may carry the server's own address", () => {
    expect(encode('https://scout.example/daq/a.jpg')).toBe('/daq/a.jpg');
  });

  test.each([
    'https://evil.example/a.jpg',
    'https://scout.example.evil.example/a.jpg',
    'https://scout.example@evil.example/a.jpg',
    '//evil.example/a.jpg',
    '/\\evil.example/a.jpg',
    'daq/a.jpg',
    '',
    '/daq/../api/v0/robots',
    '/daq/./a.jpg',
  ])('does not lead elsewhere as %p', (path) => {
    expect(() => encode(path)).toThrow(UnexpectedAnswer);
  });

  test('is joined as it stands only on the same host', () => {
    expect(joinFilePath('/daq/a%20b.jpg?size=1', origin)).toBe('/daq/a%20b.jpg?size=1');
    expect(joinFilePath('/\\evil.example/a.jpg', origin)).toBeUndefined();
    expect(joinFilePath('/daq/%2e%2e/api', origin)).toBeUndefined();
  });
});

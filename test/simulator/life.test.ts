import { type Simulator, type SimulatorOptions, startSimulator } from '../../src/simulator/simulator.ts';
import { parseWorld } from '../../src/simulator/world.ts';
import { createMember, type Visitor } from './visitor.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const CLOCK = Date.parse('2026-10-21T12:00:00Z');

let simulator: Simulator;
let member: Visitor;

async function start(options: SimulatorOptions): Promise<void> {
  simulator = await startSimulator({ clockAt: CLOCK, frozen: true, ...options });
  member = await createMember(simulator, '5.1');
}

afterEach(async () => {
  member.close();
  await simulator.close();
});

interface RunSeen {
  readonly uuid: string;
  readonly robotNickname: string;
  readonly missionName: string;
  readonly missionStatus: string;
  readonly startTime: string;
  readonly endTime: string | null;
  readonly actionCount: number;
  readonly pendingActionCount: number;
}

async function runs(query = ''): Promise<readonly RunSeen[]> {
  const answer = await member.get(`/api/v0/runs/?limit=1000&orderBy=oldest${query}`);
  return answer.items() as unknown as readonly RunSeen[];
}

/** A world with one robot, one mission of three actions of two minutes each, and these calendar entries. */
function worldOf(calendar: readonly object[], more: object = {}) {
  const actions = ['One', 'Two', 'Three'].map((name) => ({ name, seconds: 120 }));
  return parseWorld(
    JSON.stringify({
      robots: [{ nickname: 'Rex' }, { nickname: 'Daisy' }],
      missions: [
        { name: 'Round', actions },
        { name: 'Alley', actions },
      ],
      calendar,
      failureRate: 0,
      alertRate: 0,
      ...more,
    }),
  );
}

const everyHour = {
  id: 'hourly',
  mission: 'Round',
  robot: 'Rex',
  firstStart: '2026-10-21T12:30:00Z',
  repeatMinutes: 60,
};

test('a run starts by the calendar, goes on action by action, and ends', async () => {
  await start({ world: worldOf([everyHour]) });
  expect(await runs()).toEqual([]);
  simulator.clock.moveBy(30 * MINUTE);
  const [begun] = await runs();
  expect(begun).toMatchObject({
    robotNickname: 'Rex',
    missionName: 'Round',
    missionStatus: 'RUNNING',
    startTime: '2026-10-21T12:30:00.000Z',
    endTime: null,
    actionCount: 3,
    pendingActionCount: 3,
  });
  const events = async () => (await member.get(`/api/v0/run_events/?runUuid=${begun?.uuid}`)).items().length;
  expect(await events()).toBe(0);
  const seen: [string, number, number][] = [];
  for (let step = 0; step < 48; step++) {
    simulator.clock.moveBy(MINUTE / 4);
    const [run] = await runs();
    const { missionStatus = '', pendingActionCount = -1 } = run ?? {};
    const now: [string, number, number] = [missionStatus, pendingActionCount, await events()];
    if (JSON.stringify(seen.at(-1)) !== JSON.stringify(now)) seen.push(now);
  }
  expect(seen).toEqual([
    ['RUNNING', 3, 0],
    ['RUNNING', 2, 1],
    ['RUNNING', 1, 2],
    ['RUNNING', 0, 3],
    ['SUCCESS', 0, 3],
  ]);
  expect((await runs())[0]?.endTime).toMatch(/^2026-10-21T12:3\d:\d\d\.\d{3}Z$/);
});

test('a repeat is counted from start to start', async () => {
  await start({ world: worldOf([everyHour]) });
  simulator.clock.moveBy(4 * HOUR);
  expect((await runs()).map((run) => run.startTime.slice(11, 19))).toEqual([
    '12:30:00',
    '13:30:00',
    '14:30:00',
    '15:30:00',
  ]);
});

test('starts before the clock began do not happen any more', async () => {
  await start({
    world: worldOf([
      { ...everyHour, firstStart: '2026-10-20T11:00:00Z', repeatMinutes: 0 },
      { ...everyHour, id: 'b' },
    ]),
  });
  simulator.clock.moveBy(HOUR);
  expect((await runs()).map((run) => run.startTime)).toEqual(['2026-10-21T12:30:00.000Z']);
});

test('nothing starts in a blackout, and what is overdue starts when it ends', async () => {
  // 2026-10-21 is a Wednesday.
  await start({ world: worldOf([{ ...everyHour, blackouts: [{ start: 'Wed 12:00', end: 'Wed 14:45' }] }]) });
  simulator.clock.set(CLOCK + 2 * HOUR);
  expect(await runs()).toEqual([]);
  simulator.clock.set(CLOCK + 4 * HOUR);
  expect((await runs()).map((run) => run.startTime.slice(11, 19))).toEqual(['14:45:00', '15:30:00']);
});

test('a blackout does not stop what is running', async () => {
  await start({ world: worldOf([{ ...everyHour, blackouts: [{ start: 'Wed 12:31', end: 'Wed 20:00' }] }]) });
  simulator.clock.moveBy(HOUR);
  expect((await runs()).map((run) => run.missionStatus)).toEqual(['SUCCESS']);
});

test('a disabled entry starts nothing until it is enabled', async () => {
  await start({ world: worldOf([{ ...everyHour, disabledReason: 'Painting' }]) });
  simulator.clock.set(CLOCK + HOUR);
  expect(await runs()).toEqual([]);
  await member.send('POST', '/api/v0/calendar/disable-enable', { body: { disableReason: '', eventId: 'hourly' } });
  simulator.clock.moveBy(MINUTE);
  expect((await runs()).map((run) => run.startTime.slice(11, 19))).toEqual(['13:00:00']);
});

test('a robot runs one mission at a time; the one that ran longest ago goes first, then the alphabet decides', async () => {
  const due = { robot: 'Rex', firstStart: '2026-10-21T12:30:00Z', repeatMinutes: 20 };
  await start({
    world: worldOf([
      { ...due, mission: 'Round' },
      { ...due, mission: 'Alley' },
    ]),
  });
  simulator.clock.moveBy(75 * MINUTE);
  const seen = await runs();
  expect(seen.map((run) => run.missionName).slice(0, 4)).toEqual(['Alley', 'Round', 'Alley', 'Round']);
  for (const [index, run] of seen.slice(1).entries()) {
    const before = seen[index]?.endTime ?? '';
    expect(run.startTime > before).toBe(true);
  }
});

test('two robots run at the same time', async () => {
  await start({ world: worldOf([everyHour, { ...everyHour, id: 'b', robot: 'Daisy' }]) });
  simulator.clock.moveBy(31 * MINUTE);
  expect((await runs()).map((run) => [run.robotNickname, run.missionStatus]).sort()).toEqual([
    ['Daisy', 'RUNNING'],
    ['Rex', 'RUNNING'],
  ]);
});

test('a run of the world file keeps its robot busy until it ends', async () => {
  const run = {
    robot: 'Rex',
    mission: 'Alley',
    status: 'SUCCESS',
    startTime: '2026-10-21T12:00:00Z',
    endTime: '2026-10-21T12:40:00Z',
  };
  await start({ world: worldOf([everyHour], { runs: [run] }) });
  expect((await runs()).map(({ missionStatus }) => missionStatus)).toEqual(['RUNNING']);
  simulator.clock.moveBy(50 * MINUTE);
  expect((await runs()).map((seen) => [seen.missionName, seen.startTime.slice(11, 19)])).toEqual([
    ['Alley', '12:00:00'],
    ['Round', '12:40:30'],
  ]);
});

test('a run of the world file without an end stays as it is written', async () => {
  const run = { robot: 'Rex', mission: 'Alley', status: 'PAUSED', startTime: '2026-10-21T11:00:00Z', doneActions: 2 };
  await start({ world: worldOf([everyHour], { runs: [run] }) });
  simulator.clock.moveBy(48 * HOUR);
  expect(await runs()).toEqual([
    expect.objectContaining({ missionStatus: 'PAUSED', endTime: null, pendingActionCount: 1 }),
  ]);
});

test('an outcome of the world file decides how a run turns out', async () => {
  const outcome = { mission: 'Round', robot: 'Rex', slot: '2026-10-21T12:30:00Z', action: 'Two' };
  await start({ world: worldOf([everyHour], { outcomes: [outcome] }) });
  simulator.clock.moveBy(2 * HOUR);
  const seen = await runs();
  expect(seen.map((run) => [run.missionStatus, run.pendingActionCount])).toEqual([
    ['FAILURE', 2],
    ['SUCCESS', 0],
  ]);
  const events = (await member.get(`/api/v0/run_events/?runUuid=${seen[0]?.uuid}&orderBy=time`)).items();
  expect(events.map((event) => [event['actionName'], event['error'] === 0])).toEqual([
    ['One', true],
    ['Two', false],
  ]);
  const log = (await member.get(`/api/v0/runs/${seen[0]?.uuid}/log/`)).items();
  expect(log.filter((line) => line['severity'] === 'ERROR')).toEqual([
    expect.objectContaining({ detail: expect.stringContaining('Action "Two": ') }),
  ]);
});

test('some runs fail by the seed, in the share that the world says', async () => {
  await start({ world: worldOf([everyHour], { failureRate: 0.3 }) });
  simulator.clock.moveBy(30 * 24 * HOUR);
  const ended = (await runs()).filter((run) => run.endTime !== null);
  const failed = ended.filter((run) => run.missionStatus !== 'SUCCESS');
  expect(ended.length).toBe(720);
  expect(failed.length / ended.length).toBeGreaterThan(0.24);
  expect(failed.length / ended.length).toBeLessThan(0.36);
  expect(new Set(failed.map((run) => run.missionStatus))).toEqual(new Set(['FAILURE', 'STOPPED', 'ERROR']));
});

test('an alert becomes an anomaly and can be closed, by its uuid or by its element', async () => {
  const outcome = {
    mission: 'Round',
    robot: 'Rex',
    slot: '2026-10-21T12:30:00Z',
    alerts: [{ action: 'Two', title: 'Two is odd' }],
  };
  await start({ world: worldOf([everyHour], { outcomes: [outcome] }) });
  const open = async () => (await member.get('/api/v0/anomalies/?status=open')).items();
  expect(await open()).toEqual([]);
  simulator.clock.moveBy(HOUR);
  const [anomaly] = await open();
  expect(anomaly).toMatchObject({
    title: 'Two is odd',
    actionName: 'Two',
    missionName: 'Round',
    statusModifiedBy: null,
  });
  await member.send('PATCH', `/api/v0/anomalies/${anomaly?.['uuid']}`, { body: { status: 'closed' } });
  expect(await open()).toEqual([]);
  await member.send('PATCH', `/api/v0/anomalies/${anomaly?.['uuid']}`, { body: { status: 'open' } });
  expect(await open()).toHaveLength(1);
  await member.send('PATCH', '/api/v0/anomalies', { body: { command: 'close', elementIds: [anomaly?.['elementId']] } });
  expect(await open()).toEqual([]);
});

test('a clock that is set back shows the world as it was', async () => {
  await start({ world: worldOf([everyHour]) });
  simulator.clock.moveBy(2 * HOUR);
  expect(await runs()).toHaveLength(2);
  simulator.clock.set(CLOCK + 31 * MINUTE);
  expect((await runs()).map((run) => run.missionStatus)).toEqual(['RUNNING']);
});

test('a clock that is not frozen goes with the real one, and can be frozen and set free', async () => {
  let real = 1000;
  await start({ world: worldOf([]), frozen: false, now: () => real });
  real += 500;
  expect(simulator.clock.now()).toBe(CLOCK + 500);
  simulator.clock.freeze();
  real += 500;
  expect(simulator.clock.now()).toBe(CLOCK + 500);
  simulator.clock.unfreeze();
  real += 500;
  expect(simulator.clock.now()).toBe(CLOCK + 1000);
});

import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts';
import { createMember, type Visitor } from './visitor.ts';

const DAY = 86_400_000;

async function withSimulator<T>(
  clockAt: number,
  look: (member: Visitor, simulator: Simulator) => Promise<T>,
): Promise<T> {
  const simulator = await startSimulator({ clockAt, frozen: true });
  const member = await createMember(simulator, '5.1');
  try {
    return await look(member, simulator);
  } finally {
    member.close();
    await simulator.close();
  }
}

// A month of starts at odd moments.
const STARTS = Array.from(
  { length: 12 },
  (_, index) => Date.parse('2026-10-01T00:00:00Z') + index * (2.5 * DAY + 7_777_777),
);

test.each(STARTS.map((at) => [new Date(at).toISOString(), at]))('at %s there is something to see', async (_, at) => {
  await withSimulator(Number(at), async (member) => {
    const newest = (await member.get('/api/v0/runs/?limit=1000')).items();
    const running = newest.filter((run) => run['missionStatus'] === 'RUNNING');
    expect(running.length).toBeGreaterThanOrEqual(2);
    const boiler = running.find((run) => run['missionName'] === 'Boiler Room Round');
    expect(boiler).toMatchObject({ robotNickname: 'Rex', actionCount: 12 });
    expect(Number(boiler?.['pendingActionCount'])).toBeLessThan(12);
    const sweep = newest.find((run) => run['missionName'] === 'Thermal Sweep B');
    expect(sweep).toMatchObject({
      robotNickname: 'Spot-02',
      missionStatus: 'FAILURE',
      actionCount: 9,
      pendingActionCount: 5,
    });
    const events = (await member.get(`/api/v0/run_events/?runUuid=${sweep?.['uuid']}&orderBy=-time&limit=1`)).items();
    expect(events).toEqual([expect.objectContaining({ actionName: 'Panel 7', dataCaptures: [] })]);
    expect(events[0]?.['error']).not.toBe(0);
    expect(newest.filter((run) => run['runType'] === 'teleop')).toHaveLength(1);
    const open = (await member.get('/api/v0/anomalies/?status=open&limit=100')).items();
    expect(open).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          title: 'Motor M-4 hot',
          severity: 3,
          runUuid: newest.find((run) => run['missionName'] === 'Perimeter Patrol')?.['uuid'],
        }),
        expect.objectContaining({ title: 'Valve V-17 reading missing' }),
      ]),
    );
    expect(open.length).toBeLessThan(12);
    const missions = newest.filter((run) => run['runType'] === 'mission' && run['missionStatus'] !== 'RUNNING');
    const share = missions.filter((run) => run['missionStatus'] === 'SUCCESS').length / missions.length;
    expect(missions.length).toBeGreaterThan(300);
    expect(share).toBeGreaterThan(0.84);
    expect(share).toBeLessThan(0.96);
  });
});

test('no robot is on two runs at once', async () => {
  await withSimulator(Date.parse('2026-10-21T14:20:00Z'), async (member, simulator) => {
    simulator.clock.moveBy(20 * DAY);
    const all = (await member.get('/api/v0/runs/?limit=10000&orderBy=oldest')).items();
    const lastEnd = new Map<unknown, string>();
    for (const run of all) {
      expect(`${run['startTime']}` >= (lastEnd.get(run['robotNickname']) ?? '')).toBe(true);
      lastEnd.set(run['robotNickname'], `${run['endTime'] ?? '9'}`);
    }
  });
});

test('two simulators with the same seed and clock give the same bytes, however the clock got there', async () => {
  const paths = [
    '/api/v0/runs/?limit=2000',
    '/api/v0/run_events/?limit=300',
    '/api/v0/run_captures/?limit=300',
    '/api/v0/anomalies/?limit=100',
    '/api/v0/calendar/schedule/',
    '/api/v0/site_walks/',
    '/api/v0/site_elements/',
    '/api/v0/robots/',
    '/api/v0/robot-session/Rex/session/',
    '/api/v0/run_statistics/sessions/',
  ];
  const at = Date.parse('2026-10-21T14:20:00Z');
  const read = async (member: Visitor): Promise<readonly string[]> => {
    const texts: string[] = [];
    for (const path of paths) texts.push((await member.get(path)).text);
    const [capture] = (await member.get('/api/v0/run_captures/?limit=1')).items();
    const picture = await member.get(encodeURI(`${capture?.['dataUrl']}`).replaceAll('#', '%23'));
    return [...texts, picture.bytes.toString('base64')];
  };
  const jumped = await withSimulator(at, async (member, simulator) => {
    simulator.clock.moveBy(3 * DAY);
    return read(member);
  });
  const walked = await withSimulator(at, async (member, simulator) => {
    for (let hour = 0; hour < 72; hour++) simulator.clock.moveBy(3_600_000);
    return read(member);
  });
  expect(walked).toEqual(jumped);
});

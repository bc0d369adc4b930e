import { endpoints } from '../../src/simulator/endpoints.ts';
import { isIn } from '../../src/simulator/router.ts';
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts';
import { type Subjects, samples } from './samples.ts';
import { createMember, createVisitor, logIn, type Visitor } from './visitor.ts';

const CLOCK = Date.parse('2026-10-21T14:20:00Z');

async function findSubjects(member: Visitor, version: Subjects['version']): Promise<Subjects> {
  const first = async (path: string): Promise<Record<string, unknown>> => (await member.get(path)).items()[0] ?? {};
  const event = await first('/api/v0/run_events?limit=1');
  const capture = await first('/api/v0/run_captures?limit=1');
  const uuidOf = async (path: string): Promise<string> => `${(await first(path))['uuid']}`;
  const calendar = await member.get('/api/v0/calendar/schedule');
  return {
    version,
    run: `${event['runUuid']}`,
    event: `${event['uuid']}`,
    capture: `${capture['uuid']}`,
    dataUrl: `${capture['dataUrl']}`,
    walk: await uuidOf('/api/v0/site_walks'),
    element: await uuidOf('/api/v0/site_elements'),
    dock: await uuidOf('/api/v0/site_docks'),
    entry: /"eventId":"([^"]+)"/.exec(calendar.text)?.[1] ?? '',
  };
}

describe.each(['3.3', '4.1', '5.1'] as const)('server %s', (version) => {
  let simulator: Simulator;
  let member: Visitor;
  let subjects: Subjects;

  beforeAll(async () => {
    simulator = await startSimulator({ version, clockAt: CLOCK, frozen: true });
    member = await createMember(simulator, version);
  });

  // Some calls delete things, so each looks for what is still there.
  beforeEach(async () => {
    subjects = await findSubjects(member, version);
  });

  afterAll(async () => {
    member.close();
    await simulator.close();
  });

  const served = endpoints.filter((route) => isIn(route, version)).map((route) => `${route.method} ${route.path}`);
  const absent = endpoints.filter((route) => !isIn(route, version)).map((route) => `${route.method} ${route.path}`);

  test.each(served.filter((name) => name !== 'POST /api/v0/login'))('answers %s', async (name) => {
    const sample = samples[name];
    if (sample === undefined) throw new Error(`${name} has no sample call`);
    const [method = ''] = name.split(' ');
    const target = await sample.target(subjects, member);
    const answer = await member.send(method, target, sample.body && { body: sample.body(subjects) });
    expect(answer.status).toBe(200);
    if (sample.check) sample.check(answer);
    else expect(Object.keys(answer.items()[0] ?? {})).toEqual(expect.arrayContaining([...(sample.keys ?? [])]));
  });

  test('answers POST /api/v0/login', async () => {
    await expect(logIn(simulator)).resolves.toContain('x-csrf-token=');
  });

  test('refuses strangers everywhere but at the door', async () => {
    const stranger = createVisitor(simulator);
    const refused = version === '3.3' ? 403 : 401;
    const open = ['GET /', 'POST /api/v0/login', 'GET /api/v0/api_token/authenticate', 'GET /api/v0/version'];
    for (const name of served.filter((route) => !open.includes(route))) {
      const [method = '', path = ''] = name.split(' ');
      const answer = await stranger.send(method, path.replaceAll(/\{[^}]*\}/g, 'x'));
      expect([name, answer.status, answer.text]).toEqual([name, refused, 'Forbidden']);
    }
    stranger.close();
  });

  if (absent.length > 0) {
    test.each(absent)('does not know %s', async (name) => {
      const [method = '', path = ''] = name.split(' ');
      const answer = await member.send(method, path.replaceAll(/\{[^}]*\}/g, 'x'));
      // A literal of another version can be taken for an id ("export_as_walk"), which is refused as well.
      expect([400, 404]).toContain(answer.status);
    });
  }
});

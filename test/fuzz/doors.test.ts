import { type AttackReport, answeredAt, attack, isFlat } from './attack.ts';

let report: AttackReport;

beforeAll(async () => {
  report = await attack({ requests: 20_000, seed: 20_261_122 });
}, 240_000);

test('20,000 malformed requests break nothing: no crash, no 5xx but 503, none without an answer, and the bot still answers', () => {
  expect(report.broken).toEqual([]);
  expect(report.sent).toBe(20_000);
  for (const { isAlive, answer } of report.programs) {
    expect(isAlive).toBe(true);
    expect(answer).toMatch(/I know \d+ commands/);
  }
});

test('they leave nothing behind in memory', () => {
  // After so few, what is kept for a while is still filling up.
  expect(isFlat(report, 0.4)).toBe(true);
});

test('they reach every door', () => {
  const reached = Object.entries(answeredAt(report)).filter(([, count]) => count >= 400);
  expect(reached.map(([door]) => door).toSorted()).toEqual([
    'anywhere',
    'bytes',
    'health',
    'installs',
    'metrics',
    'slack',
    'slack forms',
    'slack socket',
    'slack strangers',
    'slack, several',
    'teams',
    'teams strangers',
    'teams, signed',
  ]);
});

test.each(['slack', 'slack, several', 'slack forms', 'installs', 'teams', 'teams, signed', 'health', 'metrics'])(
  'behind the door %s some of them are understood, and others refused',
  (door) => {
    const { statuses } = report;
    expect(statuses[door]?.['200']).toBeGreaterThan(100);
    expect(Object.keys(statuses[door] ?? {}).some((status) => status.startsWith('4'))).toBe(true);
  },
);

test.each(['slack strangers', 'teams strangers'])('%s are refused, all of them', (door) => {
  expect(Object.keys(report.statuses[door] ?? {})).toEqual(['401']);
});

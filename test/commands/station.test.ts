import { askFloor } from '../fixtures/ask.ts';
import { hours, minutes, NOW } from '../fixtures/fake-fleet.ts';
import { fakeOrder, fakeStation } from '../fixtures/fake-floor.ts';

const floor = {
  stations: [
    fakeStation(1, { type: 'Assembly Cell' }),
    fakeStation(2),
    fakeStation(3, { name: 'Kitting 1', workArea: 'Kitting', status: 'inactive' as const, rawStatus: 'InActive' }),
  ],
  units: [{ id: 7, name: 'Gearbox G4', avgBuildSeconds: 600, steps: [] }],
  users: [
    { id: 501, displayName: 'Maria Oduya' },
    { id: 502, displayName: 'Luis Barrera' },
  ],
  orders: [
    fakeOrder(1, {
      productivityPct: 96.4,
      predictedEnd: NOW + hours(1),
      stations: [{ id: 1, name: 'Assembly 1', status: 'active', completed: 17, quantity: 25 }],
    }),
    fakeOrder(2, {
      status: 'paused',
      pausedAt: NOW - minutes(50),
      pauseReason: 'Tool Issue',
      userIds: [502, 501],
      stations: [{ id: 2, name: 'Assembly 2', status: 'paused', completed: 4, quantity: 9 }],
    }),
    fakeOrder(3, { status: 'queued', quantity: 14, stations: [{ id: 1, status: 'queued' }], sequence: 2 }),
    fakeOrder(4, { status: 'queued', quantity: 5, stations: [{ id: 1, status: 'queued' }], sequence: 1 }),
  ],
  stationHours: {
    1: { activeSeconds: 18_000, setupSeconds: 1_800, pausedSeconds: 0, breakSeconds: 900, totalSeconds: 36_000 },
  },
};
const withheld = { people: { namesIn: ['direct'], hours: false } };

const firstLine = async (text: string, facts: Parameters<typeof askFloor>[1] = floor): Promise<string> =>
  (await askFloor(text, facts)).split('\n')[0] ?? '';

test('the first line says what a station runs, with its own count', async () => {
  expect(await firstLine('station Assembly 1')).toBe('Assembly 1 is running WO-1001, Gearbox G4, 17 of 25');
});

test('below stand productivity, start, end, operators and what is next', async () => {
  const answer = await askFloor('station Assembly 1', floor);
  expect(answer).toContain('Productivity: 96 %');
  expect(answer).toContain('Started: 08:19 (2 h ago)');
  expect(answer).toContain('End: 11:19 (predicted)');
  expect(answer).toContain('Operators: Maria Oduya');
  expect(answer).toContain('Work area: Assembly (Assembly Cell)');
  expect(answer).toContain('Next: WO-1004, Gearbox G4, 5 to build; 1 more');
  expect(answer).toContain('[WO-1001: order WO-1001]');
});

test('what is not reported is said to be so', async () => {
  const bare = {
    id: 1,
    number: 'WO-1001',
    status: 'active' as const,
    units: [],
    stations: [{ id: 1, status: 'active' as const }],
    userIds: [],
  };
  const station = { id: 1, name: 'Assembly 1', status: 'active' as const, currentWorkOrderIds: [] };
  const answer = await askFloor('station Assembly 1', { stations: [station], orders: [bare] });
  for (const field of ['Done here', 'Productivity', 'Started', 'End', 'Work area'])
    expect(answer).toContain(`${field}: not reported`);
});

test('a station that has nothing is idle', async () => {
  expect(await firstLine('station Kitting 1')).toBe('Kitting 1 is idle');
  expect(await askFloor('station Kitting 1', floor)).toContain('Next: nothing queued');
});

test('one order runs while another is laid aside', async () => {
  const aside = fakeOrder(9, {
    status: 'inactive',
    userIds: [502],
    stations: [{ id: 1, status: 'inactive', completed: 2 }],
  });
  const facts = { ...floor, orders: [aside, ...floor.orders] };
  expect(await firstLine('station Assembly 1', facts)).toBe(
    'Assembly 1 is running WO-1001, Gearbox G4, 17 of 25; WO-1009 is laid aside',
  );
  expect(await firstLine('station people Assembly 1', facts)).toBe('Maria Oduya is signed in at Assembly 1');
});

test.each([
  ['setup', 'Assembly 1 is in setup for WO-1001, Gearbox G4, 0 of 25'],
  ['paused', 'Assembly 1 is paused on WO-1001, Gearbox G4, 0 of 25'],
  ['inactive', 'Assembly 1 has laid aside WO-1001, Gearbox G4, 0 of 25'],
] as const)('a station with an order that is %s says so', async (status, said) => {
  const order = fakeOrder(1, { status, stations: [{ id: 1, status, completed: 0, quantity: 25 }] });
  expect(await firstLine('station Assembly 1', { ...floor, orders: [order] })).toBe(said);
});

test('a status that the bot does not know is shown as given', async () => {
  const order = fakeOrder(1, { status: 'unknown', rawStatus: 'Held for QA', stations: [{ id: 1, status: 'unknown' }] });
  expect(await firstLine('station Assembly 1', { ...floor, orders: [order] })).toBe(
    'Assembly 1 has WO-1001, "Held for QA", Gearbox G4',
  );
  const station = fakeStation(1, { status: 'unknown', rawStatus: 'Quarantine' });
  expect(await firstLine('station Assembly 1', { stations: [station] })).toBe(
    'Assembly 1 is "Quarantine", with no order reported',
  );
});

test('people are named where that is allowed, and are else counted, with who can change it', async () => {
  expect(await firstLine('station people Assembly 2')).toBe('Luis Barrera and Maria Oduya are signed in at Assembly 2');
  const answer = await askFloor('station people Assembly 2', floor, withheld);
  expect(answer).toMatch(/^2 operators are signed in at Assembly 2\n/);
  expect(answer).toContain('FLOOR_NAMES_IN');
  expect(answer).not.toContain('Maria');
});

test('without names asked for, nobody is told that they are withheld', async () => {
  const answer = await askFloor('station Assembly 1', floor, withheld);
  expect(answer).toContain('Operators: 1 operator');
  expect(answer).not.toMatch(/Maria|FLOOR_NAMES_IN/);
});

test('names that cannot be read make nobody a former user', async () => {
  const answer = await askFloor('station people Assembly 2', { ...floor, notConfigured: ['users'] });
  expect(answer).toMatch(/^2 operators are signed in at Assembly 2\n/);
  expect(answer).toContain('names of operators could not be read');
});

test('nobody at a running order, and a station without one, are two answers', async () => {
  const orders = [fakeOrder(1, { userIds: [] })];
  expect(await firstLine('station people Assembly 1', { ...floor, orders })).toBe('Nobody is signed in at Assembly 1');
  expect(await firstLine('station people Kitting 1')).toBe('Nobody is reported at Kitting 1: it runs no order');
});

test('a pause is told with how long, since when and why', async () => {
  expect(await firstLine('station pause Assembly 2')).toBe(
    'Assembly 2 has been paused for 50 min: Tool Issue (WO-1002, since 09:29)',
  );
  expect(await askFloor('station Assembly 2', floor)).toContain('Paused: Tool Issue, since 09:29 (50 min)');
});

test('a pause without a reason or a beginning says that they are not reported', async () => {
  const orders = [fakeOrder(2, { status: 'paused', stations: [{ id: 2, status: 'paused' }] })];
  expect(await firstLine('station pause Assembly 2', { ...floor, orders })).toBe(
    'Assembly 2 is paused: the reason is not reported (WO-1002, since when is not reported)',
  );
  const station = fakeStation(2, { status: 'paused', rawStatus: 'Paused' });
  expect(await firstLine('station pause Assembly 2', { stations: [station] })).toBe(
    'Assembly 2 is paused; why and since when is not reported',
  );
});

test('a break is no other pause', async () => {
  const station = fakeStation(2, { status: 'break', rawStatus: 'Break' });
  const orders = [
    fakeOrder(2, {
      status: 'paused',
      pausedAt: NOW - minutes(5),
      pauseReason: 'Lunch',
      stations: [{ id: 2, status: 'paused' }],
    }),
  ];
  expect(await firstLine('station pause Assembly 2', { stations: [station], orders })).toBe(
    'Assembly 2 has been on a break for 5 min: Lunch (WO-1002, since 10:14)',
  );
});

test('a station that is not paused says what it does instead', async () => {
  expect(await firstLine('station pause Assembly 1')).toBe(
    'Assembly 1 is not paused: it is running WO-1001, Gearbox G4, 17 of 25',
  );
});

test('the queue is told in its order', async () => {
  const answer = await askFloor('station queue Assembly 1', floor);
  expect(answer).toMatch(/^Next at Assembly 1: WO-1004, Gearbox G4, 5 to build, then 1 more order\n/);
  expect(answer).toMatch(/^WO-1004 [\s\S]*^WO-1003 /m);
  expect(answer).toContain('Assembly 1 is running WO-1001');
  expect(await firstLine('station queue Kitting 1')).toBe('Nothing is queued at Kitting 1');
});

test('a queue that tells no stations is not said to be empty', async () => {
  const orders = [fakeOrder(3, { status: 'queued', stations: [] }), fakeOrder(4, { status: 'queued', stations: [] })];
  expect(await firstLine('station queue Assembly 1', { ...floor, orders })).toBe(
    'The queue tells no stations: 2 orders wait on the whole floor',
  );
  expect(await askFloor('station Assembly 1', { ...floor, orders })).toContain(
    'Next: not reported: 2 orders queued on the whole floor',
  );
});

test('queued orders without a station are counted beside those that have one', async () => {
  const orders = [...floor.orders, fakeOrder(5, { status: 'queued', stations: [] })];
  expect(await askFloor('station queue Assembly 1', { ...floor, orders })).toContain(
    'of 1 queued order no station is reported',
  );
});

test("hours are those of the plant's day, with the split and what was done", async () => {
  const done = fakeOrder(5, {
    status: 'completed',
    completed: 12,
    quantity: 12,
    completedAt: NOW - hours(3),
    stations: [{ id: 1, status: 'completed' }],
  });
  const orders = [
    ...floor.orders,
    done,
    { ...done, id: 6, number: 'WO-1006', completedAt: NOW - hours(20) },
    { ...done, id: 7, number: 'WO-1007', stations: [{ id: 2, status: 'completed' as const }] },
  ];
  const answer = await askFloor('station hours Assembly 1', { ...floor, orders });
  expect(answer).toMatch(/^Assembly 1, today: 5 h active of 10 h\n/);
  expect(answer).toContain(
    'Active: 5 h (50 %)\nSetup: 30 min (5 %)\nPaused: none\nBreaks: 15 min (3 %)\nIdle: not reported',
  );
  expect(answer).toContain('At Assembly 1, today: 1 order done (12 units)');
  expect(answer).toContain('WO-1005');
  expect(answer).not.toMatch(/WO-1006|WO-1007/);
});

test('a time asks for the hours of that time', async () => {
  expect(await firstLine('station Assembly 1 last week')).toBe('Assembly 1, last week: 5 h active of 10 h');
  expect(await firstLine('station Assembly 1 last shift')).toBe('Assembly 1, last shift: 5 h active of 10 h');
});

test('what an order of several stations came to is not told as the work of one', async () => {
  const shared = fakeOrder(5, {
    status: 'completed',
    completed: 75,
    completedAt: NOW - hours(3),
    stations: [
      { id: 1, status: 'completed' },
      { id: 2, status: 'completed' },
    ],
  });
  const answer = await askFloor('station hours Assembly 1', { ...floor, orders: [shared] });
  expect(answer).toContain('At Assembly 1, today: 1 order done\n');
});

test('hours that are not reported, or not configured, are said so', async () => {
  expect(await firstLine('station hours Assembly 2')).toBe('Assembly 2, today: hours at work are not reported');
  expect(await firstLine('station hours Assembly 1', { ...floor, notConfigured: ['stationHours'] })).toMatch(
    /"stationHours" of Scout plant 1 is not configured/,
  );
});

test('what cannot be searched costs its part only', async () => {
  const answer = await askFloor('station hours Assembly 1', { ...floor, notConfigured: ['search', 'inProgress'] });
  expect(answer).toMatch(/^Assembly 1, today: 5 h active of 10 h\n/);
  expect(answer).toContain('At Assembly 1, today: orders done are not reported');
  expect(answer).toContain('What Assembly 1 runs could not be read');
});

test('hours to come cannot be told', async () => {
  expect(await firstLine('station hours Assembly 1 tomorrow')).toMatch(/^"tomorrow" is still to come\./);
});

test('a name that fits several stations gives a row for each', async () => {
  const answer = await askFloor('station Assembly', floor);
  expect(answer).toMatch(/^2 stations fit "Assembly": 1 running, 1 paused\n/);
  expect(answer).toMatch(/^Assembly 1 .*WO-1001[\s\S]*^Assembly 2 .*WO-1002/m);
  expect(answer).toContain('[Assembly 2: station "Assembly 2"]');
  expect(await askFloor('station queue Assembly', floor)).toMatch(
    /^Assembly 1 .* WO-1004, Gearbox G4, 5 to build; 1 more$/m,
  );
});

test('a station that nobody knows gets the nearest names', async () => {
  const answer = await askFloor('station Asembly 1', floor);
  expect(answer).toMatch(/^No station is called Asembly 1\. Nearest: Assembly 1/);
  expect(answer).toContain('[Assembly 1: station "Assembly 1"]');
  expect(await firstLine('station')).toMatch(/^A station is missing/);
});

test('a floor that does not answer is told as stale', async () => {
  const outage = { since: NOW - minutes(4), tries: 2, reason: 'connection refused' };
  const answer = await askFloor('station pause Assembly 2', { ...floor, outage, asOf: NOW - minutes(5) });
  expect(answer).toMatch(/^⚠ Scout plant 1 has not answered since 10:15/);
  expect(answer).toContain('has been paused for 45 min');
});

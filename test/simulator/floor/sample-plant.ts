/** The moment that the sample is made for. */
export const CLOCK = Date.parse('2026-10-21T14:00:00Z');

/** A small plant, as one would write it into a file, with counts that can be worked out by hand. */
export const samplePlant = {
  seed: 3,
  stations: [
    { name: 'Assembly 1', workArea: 'Assembly', type: 'Assembly Cell' },
    { name: 'Assembly 2', workArea: 'Assembly' },
    { name: 'Kitting 1', workArea: 'Kitting' },
    { name: 'Test 1' },
  ],
  units: [
    {
      name: 'Gearbox G4',
      revision: 'REV 5',
      steps: [
        { name: 'Scan serial', seconds: 60, input: 'Unit Identifier' },
        { name: 'Mesh gears', seconds: 500, averageSeconds: 540 },
      ],
    },
    { name: 'Bracket', steps: [{ name: 'Bend', seconds: 300, input: 'Measurement' }] },
  ],
  users: [
    { id: 501, firstName: 'Maria', lastName: 'Oduya', userName: 'moduya' },
    { id: 502, firstName: 'Tomas', lastName: 'Lindqvist', userName: 'tlindqvist', active: false },
  ],
  machines: [
    {
      name: 'Press 1',
      type: 'Press',
      station: 'Assembly 1',
      stops: [
        { from: '2026-10-21T13:50:00Z', status: 'Down' },
        { from: '2026-10-21T13:00:00Z', until: '2026-10-21T13:10:00Z', status: 'Idle' },
      ],
    },
    { name: 'Press 2', type: 'Press' },
    { name: 'Mill 1', type: 'Mill' },
  ],
  maintenance: [
    { title: 'Hydraulic leak', machine: 'Press 1', openedAt: '2026-10-21T13:55:00Z' },
    {
      title: 'Loose scale',
      station: 'Kitting 1',
      openedAt: '2026-10-19T08:00:00Z',
      closedAt: '2026-10-19T10:00:00Z',
    },
  ],
  orders: [
    {
      number: 'WO-1042',
      unit: 'Gearbox G4',
      quantity: 20,
      queuedAt: '2026-10-20T08:00:00Z',
      dueAt: '2026-10-21T12:00:00Z',
      scrapRate: 0.25,
      jobs: [
        {
          station: 'Assembly 1',
          quantity: 10,
          startedAt: '2026-10-21T12:30:00Z',
          setupMinutes: 0,
          secondsPerUnit: 600,
          userIds: [501],
        },
        {
          station: 'Assembly 2',
          quantity: 10,
          startedAt: '2026-10-21T13:00:00Z',
          setupMinutes: 10,
          secondsPerUnit: 600,
          userIds: [502, 501],
          halts: [{ from: '2026-10-21T13:40:00Z', until: '2026-10-21T15:00:00Z', reason: 'Missing Materials' }],
        },
      ],
    },
    {
      number: 'WO-1043',
      unit: 'Bracket',
      quantity: 6,
      queuedAt: '2026-10-21T09:00:00Z',
      jobs: [{ station: 'Assembly 1', setupMinutes: 5, secondsPerUnit: 300 }],
    },
    {
      number: 'WO-1044',
      unit: 'Bracket',
      quantity: 12,
      queuedAt: '2026-10-21T09:00:00Z',
      jobs: [{ station: 'Kitting 1', startedAt: '2026-10-21T13:55:00Z', setupMinutes: 10, secondsPerUnit: 300 }],
    },
    {
      number: 'WO-1045',
      unit: 'Bracket',
      quantity: 24,
      queuedAt: '2026-10-19T08:00:00Z',
      jobs: [
        {
          station: 'Kitting 1',
          quantity: 25,
          startedAt: '2026-10-20T08:00:00Z',
          completedAt: '2026-10-20T12:00:00Z',
        },
      ],
    },
    {
      number: 'WO-1046',
      unit: 'Bracket',
      quantity: 30,
      queuedAt: '2026-10-21T06:00:00Z',
      cancelledAt: '2026-10-21T09:00:00Z',
      jobs: [{ station: 'Kitting 1', startedAt: '2026-10-21T08:00:00Z', setupMinutes: 0, secondsPerUnit: 300 }],
    },
    {
      number: 'wo-1047',
      unit: 'Gearbox G4',
      nested: [{ unit: 'Bracket', quantity: 80 }],
      quantity: 40,
      queuedAt: '2026-10-20T08:00:00Z',
      jobs: [
        {
          station: 'Test 1',
          startedAt: '2026-10-21T11:00:00Z',
          setupMinutes: 0,
          secondsPerUnit: 600,
          halts: [{ from: '2026-10-21T13:00:00Z' }],
        },
      ],
    },
    {
      number: 'MAINTENANCE',
      id: 7,
      unit: 'Bracket',
      quantity: 1,
      queuedAt: '2026-10-21T10:00:00Z',
      statusWord: 'Awaiting QA',
      predicted: false,
      jobs: [{ station: 'Test 1' }],
    },
    {
      number: 'WO-1049',
      unit: 'Bracket',
      quantity: 5,
      queuedAt: '2026-10-21T15:00:00Z',
      jobs: [{ station: 'Assembly 2' }],
    },
  ],
};

/** A small world, as one would write it into a file. */
export const sampleWorld = {
  seed: 3,
  sites: [{ name: 'north' }],
  robots: [
    { nickname: 'Rex', hostname: '10.0.0.11', serial: 'spot-BD-1', software: '4.1.1', batteryPercent: 64 },
    { nickname: 'Daisy & Söhne', hostname: '10.0.0.12' },
  ],
  docks: [{ name: '520' }],
  missions: [
    {
      name: 'Patrol',
      site: 'north',
      docks: ['520'],
      actions: [
        { name: 'Gate', kind: 'visual', seconds: 60 },
        { name: 'Motor #4 at 80%?', kind: 'thermal', seconds: 120, asset: 'Motor M-4' },
        { name: 'Pump noise', kind: 'sound', seconds: 60 },
      ],
    },
    { name: 'Alley', actions: [{ name: 'Corner', seconds: 300 }] },
  ],
  calendar: [
    {
      id: 'patrol-rex',
      mission: 'Patrol',
      robot: 'Rex',
      firstStart: '2026-10-19T21:00:00Z',
      repeatMinutes: 60,
      blackouts: [{ start: 'Mon 06:00', end: 'Mon 20:00' }],
    },
  ],
  outcomes: [{ mission: 'Patrol', robot: 'Rex', slot: '2026-10-21T17:00:00Z', action: 'Motor #4 at 80%?' }],
  runs: [
    {
      uuid: 'run-1',
      robot: 'Rex',
      mission: 'Patrol',
      status: 'SUCCESS',
      startTime: '2026-10-21T06:10:00Z',
      endTime: '2026-10-21T06:18:00Z',
      distanceMeters: 180.5,
      actions: [
        { name: 'Gate', time: '2026-10-21T06:12:00Z', captures: [{ channel: 'visual' }] },
        {
          name: 'Motor #4 at 80%?',
          time: '2026-10-21T06:14:00Z',
          captures: [{ channel: 'thermal', readings: [{ name: 'Maximum Temperature', value: 88.5, units: '°C' }] }],
        },
        { name: 'Pump noise', time: '2026-10-21T06:16:00.250Z', captures: [] },
      ],
    },
    {
      uuid: 'run-2',
      type: 'teleop',
      robot: 'Daisy & Söhne',
      status: 'SUCCESS',
      operator: 'mkay',
      startTime: '2026-10-21T08:00:00Z',
      endTime: '2026-10-21T08:20:00Z',
    },
    {
      uuid: 'run-3',
      robot: 'Daisy & Söhne',
      mission: 'Alley',
      status: 'RUNNING',
      startTime: '2026-10-21T14:15:00Z',
      doneActions: 0,
    },
  ],
  anomalies: [
    {
      uuid: 'anomaly-1',
      title: 'Motor M-4 hot',
      severity: 3,
      time: '2026-10-21T06:14:10Z',
      run: 'run-1',
      action: 'Motor #4 at 80%?',
    },
    { title: 'Door left open', time: '2026-10-20T06:14:10Z', closedAt: '2026-10-20T09:00:00Z', closedBy: 'mkay' },
  ],
};

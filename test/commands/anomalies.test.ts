import { ask } from '../fixtures/ask.ts';
import { fakeRun, hours, NOW, uuid } from '../fixtures/fake-fleet.ts';

const facts = {
  robots: [{ name: 'Rex' }, { name: 'Daisy' }],
  missions: [{ uuid: 'm', name: 'Perimeter Patrol' }],
  runs: [fakeRun(2), fakeRun(4, { robot: 'Daisy', mission: 'Perimeter Patrol' })],
  anomalies: [
    {
      uuid: 'a1',
      title: 'Motor hot',
      severity: 4,
      status: 'open' as const,
      at: NOW - hours(1.5),
      runUuid: uuid(2),
      asset: 'Motor M-4',
      mission: 'Boiler Room Round',
    },
    {
      uuid: 'a2',
      title: 'Leak',
      severity: 2,
      status: 'open' as const,
      at: NOW - hours(3.5),
      runUuid: uuid(4),
      action: 'Panel 7',
      mission: 'Perimeter Patrol',
    },
    { uuid: 'a3', title: 'Noise', status: 'open' as const, at: NOW - hours(30) },
  ],
};

test('of a robot are those of its runs, and of how many that is not known is said', async () => {
  const answer = await ask('anomalies Rex', facts);
  expect(answer).toMatch(/^1 open anomaly of Rex, the newest: Motor hot, 08:49\n/);
  expect(answer).toContain('the run, and so the robot, of 1 anomaly is not reported');
  expect(answer).toContain('[Closed ones: anomalies closed Rex]');
});

test('of a mission, and of several robots', async () => {
  expect(await ask('anomalies Perimeter Patrol', facts)).toMatch(/^1 open anomaly of Perimeter Patrol, .*Leak/);
  expect(await ask('anomalies Rex, Daisy today', facts)).toMatch(/^2 open anomalies of Rex and Daisy, today, /);
});

test('of a severity or more, and of how many it is not reported', async () => {
  const answer = await ask('anomalies all severity 3', facts);
  expect(answer).toMatch(/^1 anomaly, severity 3 or more, the newest: Motor hot/);
  expect(answer).toContain('the severity of 1 anomaly is not reported');
  expect(await ask('anomalies severity high', facts)).toMatch(/^Behind severity stands a number from 0 to 1000/);
});

test('of an asset or action', async () => {
  expect(await ask('anomalies asset "Panel 7"', facts)).toMatch(/^1 open anomaly at Panel 7, .*Leak/);
  expect(await ask('anomalies asset M-4', facts)).toMatch(/^1 open anomaly at M-4, .*Motor hot/);
  expect(await ask('anomalies asset Pump', facts)).toMatch(/^No open anomalies at Pump\./);
});

test('the newest few', async () => {
  const answer = await ask('anomalies newest 2', facts);
  expect(answer).toMatch(/^2 open anomalies, /);
  expect(answer).not.toContain('Noise');
});

test('a line keeps all that was asked', async () => {
  expect(await ask('anomalies Rex severity 3 all last night asset Motor', facts)).toContain(
    '[Refresh: anomalies all severity 3 last night asset Motor Rex]',
  );
});

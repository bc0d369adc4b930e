import { ask } from '../fixtures/ask.ts';
import { hours, NOW } from '../fixtures/fake-fleet.ts';

const entry = { blackouts: [], repeatMs: hours(6) };
const facts = {
  robots: [{ name: 'Rex' }, { name: 'Daisy' }],
  missions: [
    { uuid: 'm1', name: 'Perimeter Patrol' },
    { uuid: 'm2', name: 'Night walk' },
  ],
  calendar: [
    { ...entry, robot: 'Rex', missionUuid: 'm1', firstAt: NOW + hours(1) },
    { ...entry, robot: 'Daisy', missionUuid: 'm2', firstAt: NOW + hours(2), repeatMs: hours(24) },
    { ...entry, robot: 'Daisy', missionUuid: 'm1', firstAt: NOW, disabledReason: 'snow', name: 'Yard' },
  ],
};

test('of a robot, a mission, or both', async () => {
  expect(await ask('next Daisy', facts)).toMatch(/^Next: Night walk on Daisy, 12:19 \(in 2 h\)\n/);
  expect(await ask('next Perimeter Patrol', facts)).toMatch(/^Next: Perimeter Patrol on Rex, 11:19/);
  expect(await ask('next Rex Night walk', facts)).toMatch(/^Nothing is planned for Night walk on Rex\./);
});

test('within a time every start is counted, also those that repeat', async () => {
  expect(await ask('next tomorrow', facts)).toMatch(
    /^5 planned starts, tomorrow, the first: Perimeter Patrol on Rex, 05:19 tomorrow/,
  );
  expect(await ask('next 8h', facts)).toMatch(
    /^3 planned starts, next 8 hours, the first: Perimeter Patrol on Rex, 11:19/,
  );
  expect(await ask('next 12:00..13:00', facts)).toMatch(/^1 planned start, 12:00\.\.13:00, the first: Night walk/);
  expect(await ask('next tonight Rex', facts)).toMatch(/^2 planned starts for Rex, tonight, /);
});

test('a weekday is the one to come, and today holds what is left of it', async () => {
  expect(await ask('next monday', facts)).toMatch(/^5 planned starts, on monday, .* on 26 Oct/);
  expect(await ask('next today Rex', facts)).toMatch(/^3 planned starts for Rex, today, the first: .*11:19/);
});

test('the buttons read back', async () => {
  expect(await ask('next 8h Rex', facts)).toContain('[Refresh: next 8h Rex]');
  expect(await ask('next 3 days', facts)).toContain('[Refresh: next 3d]');
});

test('a time that is over is not told as if nothing had been planned', async () => {
  const answer = await ask('next yesterday Rex', facts);
  expect(answer).toMatch(/^yesterday is over; runs yesterday Rex tells what ran\./);
});

test('what is switched off, and why', async () => {
  const answer = await ask('next disabled', facts);
  expect(answer).toMatch(/^1 entry switched off\n/);
  expect(answer).toMatch(/^Yard +Perimeter Patrol +Daisy +snow$/m);
  expect(await ask('next disabled Rex', facts)).toMatch(/^Nothing in the calendar is switched off for Rex\./);
});

import { ask } from '../fixtures/ask.ts';
import { fakeRun, NOW, uuid } from '../fixtures/fake-fleet.ts';

const events = Array.from({ length: 18 }, (_, i) => ({
  uuid: `e${i}`,
  runUuid: uuid(8),
  at: NOW - 1_000 * (20 - i),
  action: `Panel ${i + 1}`,
  error: i === 17 ? 3 : 0,
  captures: [{ uuid: `c${i}`, path: '/daq/x.jpg', readings: [{ name: 'Peak', value: 63.2, units: '°C' }] }],
}));
const facts = {
  version: '5.1.0',
  robots: [{ name: 'Spot-02' }],
  runs: [
    fakeRun(8, {
      robot: 'Spot-02',
      mission: 'Thermal Sweep B',
      status: 'FAILURE',
      actionsDone: 17,
      actionsPlanned: 20,
    }),
  ],
  events,
  logs: {
    [uuid(8)]: [
      { at: NOW, severity: 'INFO', event: 'Started' },
      { at: NOW, severity: 'ERROR', event: 'Action failed', detail: 'Panel 18: no path' },
    ],
  },
};

test('the first line says what failed and where', async () => {
  expect((await ask(`run ${uuid(8)}`, facts)).split('\n')[0]).toMatch(
    /^Thermal Sweep B on Spot-02: failed, at "Panel 18", 17 of 20 actions, /,
  );
});

test('the beginning of an id is enough', async () => {
  expect(await ask('run 00000008', facts)).toMatch(/^Thermal Sweep B on Spot-02/);
});

test('an id that fits several runs asks which', async () => {
  const answer = await ask('run 0000000', { runs: [fakeRun(1), fakeRun(2)] });
  expect(answer).toMatch(/^2 runs have an id that starts with 0000000:/);
  expect(answer).toContain(`run ${uuid(2)}`);
});

test('an unknown id is said to be unknown', async () => {
  expect(await ask('run abc', facts)).toMatch(/^None of the newest 1 run has an id that starts with abc\./);
  expect(await ask(`run ${uuid(77)}`, facts)).toMatch(/^Scout north has no run 00000077-/);
});

test('shows what the log says went wrong, and not what went well', async () => {
  const answer = await ask('run last', facts);
  expect(answer).toContain('ERROR Action failed: Panel 18: no path');
  expect(answer).not.toContain('Started');
});

test('shows actions with result and readings, in pages', async () => {
  const answer = await ask('run last', facts);
  expect(answer).toContain('18 actions with data, 1 to 15:');
  expect(answer).toContain('Peak 63.2 °C, 1 file');
  expect(answer).toContain(`[Next 15: run ${uuid(8)} page 2]`);
  expect(await ask(`run ${uuid(8)} page 2`, facts)).toContain('✕ failed (error 3)');
});

test('where the server has no log, that is said', async () => {
  expect(await ask('run last', { ...facts, logs: {}, version: '3.3.2' })).toContain('Log: not reported by Scout 3.3.2');
});

test('a run without an id to look for gets the usage', async () => {
  const answer = await ask('run', facts);
  expect(answer).toMatch(/^ID is missing/);
  expect(answer).toContain('Usage: run ID [page N]');
});

test('a robot or a mission means its last run', async () => {
  const facts = { robots: [{ name: 'Rex' }, { name: 'Daisy' }], runs: [fakeRun(1), fakeRun(2, { robot: 'Daisy' })] };
  expect(await ask('run daisy', facts)).toMatch(/^Boiler Room Round on Daisy/);
  expect(await ask('run last Daisy', facts)).toMatch(/^Boiler Room Round on Daisy/);
  expect(await ask('photos boiler', facts)).toMatch(/^No pictures of Boiler Room Round on Rex/);
  expect(await ask('photos', facts)).toMatch(/^No pictures of Boiler Room Round on Rex/);
  expect(await ask('run Max', facts)).toMatch(/^No robot or mission is called Max\./);
});

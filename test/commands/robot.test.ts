import { ask } from '../fixtures/ask.ts';
import { fakeRun, runningRun } from '../fixtures/fake-fleet.ts';

const facts = {
  version: '5.1.0',
  robots: [{ name: 'Rex' }, { name: 'Daisy' }, { name: 'Spot' }],
  runs: [runningRun(14), fakeRun(3), fakeRun(5, { robot: 'Daisy' })],
  sessions: { Rex: { batteryPercent: 81.4 } },
};

test.each(['robot Rex, Daisy', 'robot Rex and Daisy'])('"%s" has a row for each', async (line) => {
  const answer = await ask(line, facts);
  expect(answer).toMatch(/^Rex is running Boiler Room Round, Daisy is not running\n/);
  expect(answer).toMatch(/^Rex [\s\S]*^Daisy /m);
  expect(answer).not.toMatch(/^Spot/m);
  expect(answer).toContain('[Refresh: robot Rex, Daisy]');
});

test('the battery is the first line where that was asked', async () => {
  expect(await ask('robot battery Rex', facts)).toMatch(/^Rex: 81 % of charge\nRex is running/);
  expect(await ask('robot Daisy battery', facts)).toMatch(/^The battery of Daisy is not reported by Orbit 5\.1\.0\.\n/);
  expect(await ask('robot battery Rex, Daisy', facts)).toMatch(/^Rex: 81 %, Daisy: not reported\n/);
  expect(await ask('robot battery Daisy, Spot', facts)).toMatch(
    /^The batteries of Daisy and Spot are not reported by /,
  );
});

test('that Scout does not tell where a robot is comes first, then what it does', async () => {
  expect(await ask('robot location Rex', facts)).toMatch(
    /^Where Rex is, or on which dock, is not reported by Orbit 5\.1\.0\.\nRex is running Boiler Room Round/,
  );
  expect(await ask('robot location Rex, Daisy', facts)).toMatch(/^Where Rex and Daisy are, or on which docks, is not /);
});

test('two robots of one nickname have a row each with its own runs, told apart by their address', async () => {
  const answer = await ask('robot Rex', {
    ...facts,
    robots: [
      { name: 'Rex', hostname: '10.0.0.1' },
      { name: 'Rex', hostname: '10.0.0.2' },
    ],
    runs: [
      runningRun(14, { hostname: '10.0.0.1' }),
      fakeRun(3, { hostname: '10.0.0.2', mission: 'Night walk' }),
      fakeRun(4, { hostname: '10.0.0.1' }),
    ],
  });
  expect(answer).toMatch(/^2 robots fit "Rex"\n/);
  expect(answer).toMatch(/^Rex \(10\.0\.0\.1\) +▶ running Boiler Room Round.*Boiler Room Round, 12 of 12/m);
  expect(answer).toMatch(/^Rex \(10\.0\.0\.2\) +not running +✓ done, Night walk/m);
  expect(answer).not.toContain('81 %');
});

test('without a name it is asked for', async () => {
  expect(await ask('robot')).toMatch(/^A robot is missing: write its name, for example robot Rex\./);
});

test('an unknown name among others is told', async () => {
  expect(await ask('robot Rex, Daisi', facts)).toMatch(/^No robot is called Daisi\. Nearest: Daisy/);
});

test('so much of a name that nothing bears is said again', async () => {
  expect(await ask(`robot ${'x'.repeat(1_900)}`, facts)).toMatch(/^No robot is called x{59}…\. There are Rex,/);
});

import { writeReply } from '../../src/core/plain-text.ts';
import { createDemoSource, type DemoSource } from '../../src/demo.ts';
import { createScoutsBot, messageOf, noLog } from '../fixtures/ask.ts';
import { NOW } from '../fixtures/fake-fleet.ts';

let source: DemoSource;

beforeAll(async () => {
  source = await createDemoSource({ log: noLog, frozenAt: NOW });
});

afterAll(() => source.close());

async function ask(line: string): Promise<string> {
  const { reply } = await createScoutsBot(source.sites[0] ?? {}).answer(messageOf(line));
  return writeReply(reply, 'UTC', NOW);
}

test('an order of the demo may be affected, another is not', async () => {
  expect(await ask('affected WO-1042')).toMatch(
    /^WO-1042 may be affected: \d open anomal(y|ies) and 1 failed inspection at its stations\n/,
  );
  expect(await ask('affected WO-20518')).toMatch(/^Nothing the robots found touches the stations of WO-20518 /);
});

test('the map of the demo names only what there is', async () => {
  const answer = await ask('affected');
  expect(answer).toMatch(/^\d of 10 running orders may be affected/);
  expect(answer).not.toContain('stations of the map');
  expect(answer).not.toContain('no finished run is known');
});

test('anomalies of the demo have their orders', async () => {
  expect(await ask('anomalies')).toMatch(/Motor M-4 hot .*WO-1042/);
});

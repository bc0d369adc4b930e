import { createGate } from '../../../src/clients/floor/gate.ts';

const DOWN = new Error('nobody answers');

/** Work that ends when a test says so. */
function work() {
  let [end, fail]: [() => void, (error: Error) => void] = [() => {}, () => {}];
  const done = new Promise<void>((resolve, reject) => {
    [end, fail] = [resolve, reject];
  });
  return { run: () => done, end, fail };
}

test('what fails for all fails for those who wait too, and the next ones are let in', async () => {
  const gate = createGate(1, (error) => error === DOWN);
  const first = work();
  let begun = 0;
  const all = [
    gate(first.run),
    ...Array.from({ length: 100 }, () =>
      gate(async () => {
        begun++;
      }),
    ),
  ];
  first.fail(DOWN);
  const settled = await Promise.allSettled(all);
  expect(settled.every((each) => each.status === 'rejected' && each.reason === DOWN)).toBe(true);
  expect(begun).toBe(0);
  expect(await gate(async () => 'in')).toBe('in');
});

test('what fails for itself leaves the others waiting for their turn', async () => {
  const gate = createGate(1, (error) => error === DOWN);
  const first = work();
  const waiting = [gate(first.run).catch(() => 'failed'), gate(async () => 'in')];
  first.fail(new Error('not that one'));
  expect(await Promise.all(waiting)).toEqual(['failed', 'in']);
});

test('what fails while something else went well is no failure of all', async () => {
  const gate = createGate(2, (error) => error === DOWN);
  const [slow, quick, next] = [work(), work(), work()];
  const [failing, going] = [gate(slow.run), gate(quick.run)];
  const [holding, waiting] = [gate(next.run), gate(async () => 'in')];
  quick.end();
  await going;
  slow.fail(DOWN);
  await expect(failing).rejects.toBe(DOWN);
  expect(await waiting).toBe('in');
  next.end();
  await holding;
});

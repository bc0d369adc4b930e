import { setImmediate as turn } from 'node:timers/promises';
import { type CallLedger, createCallCount } from '../../../src/clients/floor/call-count.ts';
import { createRecordedLog } from '../recorded-log.ts';
import { START } from './floor-server.ts';

const MONDAY = Date.parse('2026-10-19T00:00:00Z');
const WEEK = 7 * 24 * 3_600_000;
/** Longer than any test. */
const NEVER_MS = 3_600_000;

let at: number;
let log: ReturnType<typeof createRecordedLog>;

beforeEach(() => {
  at = START;
  log = createRecordedLog();
});

/** A ledger in memory that tells what it was told, and fails where a test wants it. */
function createLedger() {
  const weeks = new Map<number, number>();
  const told: (readonly [week: number, calls: number])[] = [];
  const hearing: (() => void)[] = [];
  const faults = { isDown: false };
  const ledger: CallLedger = {
    async add(week, calls) {
      told.push([week, calls]);
      hearing.shift()?.();
      if (faults.isDown) throw new Error('the disk is full');
      const total = (weeks.get(week) ?? 0) + calls;
      weeks.set(week, total);
      return total;
    },
  };
  return { ledger, told, weeks, faults, heard: () => new Promise<void>((resolve) => void hearing.push(resolve)) };
}

const open = (ledger: CallLedger, gatherMs = NEVER_MS) =>
  createCallCount({ ledger, gatherMs, who: 'Scout plant 1', now: () => at, log });

function call(count: ReturnType<typeof open>, times: number): void {
  for (let made = 0; made < times; made++) count.add();
}

test('begins with what was counted in this week before the start', async () => {
  const { ledger, weeks } = createLedger();
  weeks.set(MONDAY, 90);
  const count = open(ledger);
  await turn();
  call(count, 2);
  expect([count.used(), count.renewsAt()]).toEqual([92, MONDAY + WEEK]);
  await count.close();
});

test('hands calls over by twenty-five, and the rest when it is closed', async () => {
  const { ledger, told } = createLedger();
  const count = open(ledger);
  await turn();
  call(count, 24);
  await turn();
  expect(told).toEqual([[MONDAY, 0]]);
  call(count, 1);
  await turn();
  call(count, 3);
  await count.close();
  expect(told).toEqual([
    [MONDAY, 0],
    [MONDAY, 25],
    [MONDAY, 3],
  ]);
});

test('hands over a single call after a while', async () => {
  const { ledger, told, heard } = createLedger();
  const count = open(ledger, 1);
  await turn();
  const isHeard = heard();
  call(count, 1);
  await isHeard;
  expect(told.at(-1)).toEqual([MONDAY, 1]);
  await count.close();
});

test('learns what other processes counted', async () => {
  const { ledger } = createLedger();
  const counts = [open(ledger), open(ledger)] as const;
  await turn();
  call(counts[0], 25);
  await turn();
  call(counts[0], 25);
  await turn();
  call(counts[1], 25);
  await turn();
  expect(counts[1].used()).toBe(75);
  await Promise.all(counts.map((count) => count.close()));
});

test('begins anew with the week, for all processes, though the last calls were not handed over', async () => {
  const { ledger, weeks } = createLedger();
  const count = open(ledger);
  await turn();
  call(count, 3);
  at = MONDAY + WEEK;
  expect(count.used()).toBe(0);
  call(count, 25);
  await turn();
  expect([...weeks]).toEqual([
    [MONDAY, 0],
    [MONDAY + WEEK, 25],
  ]);
  expect(count.used()).toBe(25);
  await count.close();
});

test('an answer for the week before does not count for this one', async () => {
  const answers: ((total: number) => void)[] = [];
  const count = open({ add: () => new Promise((resolve) => void answers.push(resolve)) });
  at = MONDAY + WEEK;
  call(count, 2);
  answers[0]?.(90);
  await turn();
  expect(count.used()).toBe(2);
  const closed = count.close();
  await turn();
  answers[1]?.(2);
  await closed;
});

test('counts on where the ledger does not answer, and asks it one thing at a time', async () => {
  const answers: ((total: number) => void)[] = [];
  const count = open({ add: () => new Promise((resolve) => void answers.push(resolve)) });
  call(count, 60);
  expect([count.used(), answers.length]).toEqual([60, 1]);
  answers[0]?.(7);
  await turn();
  expect(count.used()).toBe(67);
  const closed = count.close();
  await turn();
  answers[1]?.(67);
  await closed;
});

test('says once that the count cannot be kept, goes on counting, and hands all over when it can', async () => {
  const { ledger, told, faults, weeks } = createLedger();
  faults.isDown = true;
  const count = open(ledger);
  await turn();
  for (let times = 0; times < 3; times++) {
    call(count, 25);
    await turn();
  }
  expect([told.length, count.used()]).toEqual([4, 75]);
  expect(log.lines).toEqual([
    expect.objectContaining({ level: 'warn', values: { source: 'Scout plant 1', error: 'the disk is full' } }),
  ]);
  faults.isDown = false;
  call(count, 25);
  await turn();
  expect([weeks.get(MONDAY), count.used()]).toEqual([100, 100]);
  await count.close();
});

import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { openStore } from '../../src/storage/open-store.ts';
import { botEnvironment } from '../bench/front-ends.ts';
import { type RatedSlack, startRatedSlack } from '../fixtures/rated-slack.ts';
import { subscriptionOf } from '../fixtures/scheduled-world.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const started = new Set<ChildProcess>();

function startProgram(environment: Readonly<Record<string, string>>): ChildProcess {
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environment };
  const child = spawn(process.execPath, ['src/main.ts'], { cwd: ROOT, env });
  started.add(child);
  return child;
}

afterEach(() => {
  for (const child of started) child.kill('SIGKILL');
  started.clear();
});

async function stop(child: ChildProcess): Promise<number | null> {
  child.kill('SIGTERM');
  const [code] = await once(child, 'close');
  return code;
}

async function untilPosted(slack: RatedSlack, count: number): Promise<void> {
  while (slack.posted.length < count) await pause(20);
}

test('the program sends late what it missed, not again after the next start, and lets no second one at its database', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'scout-bot-'));
  const slack = await startRatedSlack({ messages: 100, windowMs: 1_000 });
  const scout = await startSimulator();
  const nextAt = Math.floor(Date.now() / 60_000 - 23) * 60_000;
  const store = await openStore({ kind: 'sqlite', folder, secretKeys: [], createId: randomUUID, now: Date.now });
  const conversation = { platform: 'slack', team: 'T1', channel: 'C1', kind: 'channel' } as const;
  const time = new Date(nextAt).toISOString().slice(11, 16);
  const timetable = { days: [1, 2, 3, 4, 5, 6, 7], times: [time], zone: 'UTC' };
  await store.save(subscriptionOf('a1', { conversation, timetable, nextAt }));
  await store.close();
  const environment = {
    ...botEnvironment({ url: new URL(slack.apiUrl).origin }, scout),
    DATA_DIR: folder,
    PORT: '0',
    LOG_LEVEL: 'warn',
  };
  try {
    const first = startProgram(environment);
    await untilPosted(slack, 1);
    const [posted] = slack.posted;
    expect([posted?.channel, posted?.mark]).toEqual(['C1', expect.stringMatching(/\w/)]);
    expect(posted?.blocks).toContain('the bot was not running');
    expect(posted?.blocks).toMatch(/\d+ robots|No runs since yesterday/);

    const second = startProgram(environment);
    const complaint = String((await once(second.stderr ?? second, 'data'))[0]);
    expect(complaint).toMatch(/^[^\n]+ in use by another process[^\n]*\n$/);
    expect((await once(second, 'close'))[0]).toBe(1);

    expect(await stop(first)).toBe(0);
    const again = startProgram(environment);
    await once(again.stdout ?? again, 'data');
    expect(await stop(again)).toBe(0);
    expect(slack.posted.slice(1)).toEqual([]);
  } finally {
    await scout.close();
    await slack.close();
    await rm(folder, { recursive: true });
  }
}, 60_000);

test('a program that is told to stop while Slack says nothing ends in time, and leaves what it was sending to be looked for', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'scout-bot-'));
  const scout = await startSimulator();
  let posts = 0;
  const silent = createServer((request, response) => {
    request.resume();
    if (request.url?.endsWith('chat.postMessage')) posts++;
    else response.end('{"ok":true,"user_id":"UBOT","bot_id":"BBOT"}');
  });
  await new Promise<void>((ready) => silent.listen(0, '127.0.0.1', ready));
  const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  const place = { kind: 'sqlite', folder, secretKeys: [], createId: randomUUID, now: Date.now } as const;
  const before = await openStore(place);
  const nextAt = Math.floor(Date.now() / 60_000 - 3) * 60_000;
  const conversation = { platform: 'slack', team: 'T1', channel: 'C1', kind: 'channel' } as const;
  await before.save(subscriptionOf('a1', { conversation, nextAt }));
  await before.close();
  try {
    const program = startProgram({
      ...botEnvironment({ url }, scout),
      DATA_DIR: folder,
      PORT: '0',
      LOG_LEVEL: 'silent',
    });
    while (posts === 0) await pause(20);
    expect(await stop(program)).toBe(0);
    const after = await openStore(place);
    const rows: unknown[] = [];
    for await (const { table, row } of after.dump()) if (table === 'deliveries') rows.push(row);
    await after.close();
    expect([posts, rows]).toEqual([1, [expect.objectContaining({ subscription_id: 'a1', state: 'sending' })]]);
  } finally {
    await scout.close();
    silent.closeAllConnections();
    await new Promise((closed) => silent.close(closed));
    await rm(folder, { recursive: true });
  }
}, 60_000);

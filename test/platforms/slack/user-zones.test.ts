import type { SlackApi } from '../../../src/platforms/slack/slack-api.ts';
import { createUserZones } from '../../../src/platforms/slack/user-zones.ts';
import { createMemoryLog } from './adapter-under-test.ts';

const HOUR = 3_600_000;

function zonesOver(answer: () => Promise<unknown>, wait = () => new Promise<void>(() => {})) {
  const it = { now: 0, calls: 0, log: createMemoryLog() };
  const api: SlackApi = {
    async call() {
      it.calls += 1;
      return answer();
    },
  };
  return { it, zoneOf: createUserZones({ api, zone: 'UTC', now: () => it.now, wait, log: it.log }) };
}

test('a user’s zone is asked once in twelve hours, also by many at a time', async () => {
  const { it, zoneOf } = zonesOver(async () => ({ user: { tz: 'Europe/Berlin' } }));
  expect(await Promise.all([zoneOf('U1'), zoneOf('U1')])).toEqual(['Europe/Berlin', 'Europe/Berlin']);
  it.now = 11 * HOUR;
  await zoneOf('U1');
  expect(it.calls).toBe(1);
  it.now = 13 * HOUR;
  await zoneOf('U1');
  expect(it.calls).toBe(2);
});

test('the bot’s own zone stands in when Slack fails, and Slack is asked again soon', async () => {
  const { it, zoneOf } = zonesOver(() => Promise.reject(new Error('missing_scope')));
  expect(await zoneOf('U1')).toBe('UTC');
  it.now = 2 * 60_000;
  await zoneOf('U1');
  expect(it.calls).toBe(2);
  expect(it.log.lines).toHaveLength(2);
});

test('the bot’s own zone stands in when Slack takes longer than a second', async () => {
  const asked: number[] = [];
  const { zoneOf } = zonesOver(
    () => new Promise(() => {}),
    async (...args: unknown[]) => {
      asked.push(Number(args[0]));
    },
  );
  expect(await zoneOf('U1')).toBe('UTC');
  expect(asked).toEqual([1_000]);
});

test('a zone that does not exist is not believed', async () => {
  const { zoneOf } = zonesOver(async () => ({ user: { tz: 'Mars/Olympus' } }));
  expect(await zoneOf('U1')).toBe('UTC');
});

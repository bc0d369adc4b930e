import type { SlackApi } from '../../../src/platforms/slack/slack-api.ts';
import { createUserProfiles } from '../../../src/platforms/slack/user-profiles.ts';
import { createMemoryLog } from './adapter-under-test.ts';

const HOUR = 3_600_000;

function profilesOver(answer: () => Promise<unknown>, wait = () => new Promise<void>(() => {})) {
  const it = { now: 0, calls: 0, log: createMemoryLog() };
  const api: SlackApi = {
    async call() {
      it.calls += 1;
      return answer();
    },
  };
  return { it, ...createUserProfiles({ api, zone: 'UTC', now: () => it.now, wait, log: it.log }) };
}

test('a user’s zone and name are asked together, once in twelve hours, also by many at a time', async () => {
  const { it, zoneOf, nameOf } = profilesOver(async () => ({ user: { tz: 'Europe/Berlin', real_name: 'Ann Lee' } }));
  expect(await Promise.all([zoneOf('U1'), zoneOf('U1'), nameOf('U1')])).toEqual([
    'Europe/Berlin',
    'Europe/Berlin',
    'Ann Lee',
  ]);
  it.now = 11 * HOUR;
  await nameOf('U1');
  expect(it.calls).toBe(1);
  it.now = 13 * HOUR;
  await zoneOf('U1');
  expect(it.calls).toBe(2);
});

test('the bot’s own zone and the id stand in when Slack fails, and Slack is asked again soon', async () => {
  const { it, zoneOf, nameOf } = profilesOver(() => Promise.reject(new Error('missing_scope')));
  expect([await zoneOf('U1'), await nameOf('U1')]).toEqual(['UTC', 'U1']);
  it.now = 2 * 60_000;
  await zoneOf('U1');
  expect(it.calls).toBe(2);
  expect(it.log.lines).toHaveLength(2);
});

test('the bot’s own zone and the id stand in when Slack takes longer than a second', async () => {
  const asked: number[] = [];
  const { zoneOf, nameOf } = profilesOver(
    () => new Promise(() => {}),
    async (...args: unknown[]) => {
      asked.push(Number(args[0]));
    },
  );
  expect([await zoneOf('U1'), await nameOf('U1')]).toEqual(['UTC', 'U1']);
  expect(asked).toEqual([1_000, 1_000]);
});

test('a zone that does not exist is not believed, and the name is', async () => {
  const { zoneOf, nameOf } = profilesOver(async () => ({ user: { tz: 'Mars/Olympus', name: 'ann' } }));
  expect([await zoneOf('U1'), await nameOf('U1')]).toEqual(['UTC', 'ann']);
});

test.each([
  ['the display name', { name: 'ann', real_name: 'Ann Lee', profile: { display_name: 'Annie' } }, 'Annie'],
  ['the real name', { name: 'ann', real_name: 'Ann Lee', profile: { display_name: '' } }, 'Ann Lee'],
  ['the user name', { name: 'ann', real_name: null, tz: null }, 'ann'],
])('a user is known by %s where there is nothing better', async (_, user, expected) => {
  const { nameOf } = profilesOver(async () => ({ user }));
  expect(await nameOf('U1')).toBe(expected);
});

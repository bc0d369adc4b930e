import type { AuditEvent } from '../../src/access/audit-log.ts';
import { createTurnAway } from '../../src/access/turn-away.ts';
import { writeReply } from '../../src/core/plain-text.ts';
import { createMemoryLog } from '../platforms/slack/adapter-under-test.ts';
import { aUser, place, said } from './people.ts';

const MINUTE = 60_000;
let now: number;
let events: AuditEvent[];

beforeEach(() => {
  now = Date.UTC(2026, 9, 21, 12);
  events = [];
});

function start() {
  const log = createMemoryLog();
  const audit = { write: (event: AuditEvent) => void events.push(event) };
  return { log, turnAway: createTurnAway({ audit, contact: '#ops-help', now: () => now, log }) };
}

const from = (team: string, channel = 'a:1') =>
  said('robots', aUser('29:eve'), place(channel, { platform: 'teams', team }));

test('whoever writes from a tenant that is not allowed is told whom to ask, alone', () => {
  const { turnAway } = start();
  const answer = turnAway(from('tenant-2'));
  expect(writeReply(answer.reply, 'UTC', now)).toBe('I do not answer in this tenant.\nTo change that, ask #ops-help.');
  expect(answer).toMatchObject({ failed: true, refused: 'tenant not allowed', reply: { audience: 'sender' } });
  expect(answer).not.toHaveProperty('silent');
});

test('a conversation is told once a minute', () => {
  const { turnAway } = start();
  const isSilent = (channel: string) => turnAway(from('tenant-2', channel)).silent === true;
  expect([isSilent('a:1'), isSilent('a:1'), isSilent('a:2')]).toEqual([false, true, false]);
  now += MINUTE;
  expect([isSilent('a:1'), isSilent('a:1')]).toEqual([false, true]);
});

test('a tenant is one line of the audit log and of the log a minute, without what was said', () => {
  const { turnAway, log } = start();
  for (let i = 0; i < 50; i++) turnAway(from('tenant-2', `a:${i}`));
  turnAway(from('tenant-3'));
  now += MINUTE;
  turnAway(from('tenant-2'));
  const of = events.map(({ kind, message, reason }) => [kind, message.sender.id, message.conversation.team, reason]);
  expect(of).toEqual(
    ['tenant-2', 'tenant-3', 'tenant-2'].map((team) => ['refusal', '29:eve', team, 'tenant not allowed']),
  );
  expect(events.some((event) => 'line' in event)).toBe(false);
  expect(log.lines).toHaveLength(3);
});

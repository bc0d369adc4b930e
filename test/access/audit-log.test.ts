import { createAuditLog } from '../../src/access/audit-log.ts';
import type { AuditEntry, Store } from '../../src/storage/store.ts';
import { createMemoryLog } from '../platforms/slack/adapter-under-test.ts';
import { aUser, place, said } from './people.ts';

function auditOver(appendAudit: Store['appendAudit']) {
  const log = createMemoryLog();
  let count = 0;
  const audit = createAuditLog({ store: { appendAudit }, createId: () => `id-${++count}`, now: () => 5, log });
  return { audit, log };
}

test('a line says who, what, where and when', async () => {
  const entries: AuditEntry[] = [];
  const { audit, log } = auditOver(async (entry) => void entries.push(entry));
  const message = said('pause k4m7', aUser('U1'), place('C1', { thread: '17.5' }));
  audit.write({ kind: 'change', message, command: 'pause', line: message.text });
  audit.write({ kind: 'refusal', message, reason: 'stranger' });
  await audit.close();
  const common = {
    at: 5,
    actor: { id: 'U1', name: "U1's name" },
    conversation: { platform: 'slack', team: 'T1', channel: 'C1' },
    messageId: 'Ev1',
  };
  expect(entries).toEqual([
    { ...common, id: 'id-1', kind: 'change', command: 'pause', line: 'pause k4m7' },
    { ...common, id: 'id-2', kind: 'refusal', reason: 'stranger' },
  ]);
  expect(log.lines).toEqual([]);
});

test('a line is never longer than somebody would type', async () => {
  const entries: AuditEntry[] = [];
  const { audit } = auditOver(async (entry) => void entries.push(entry));
  audit.write({ kind: 'change', message: said('x'), line: 'pause '.repeat(300) });
  await audit.close();
  expect(entries[0]?.line).toHaveLength(500);
});

test('writing makes nobody wait, and closing waits for it', async () => {
  const stored = Promise.withResolvers<void>();
  const { audit } = auditOver(() => stored.promise);
  audit.write({ kind: 'change', message: said('pause all') });
  let isClosed = false;
  const closing = audit.close().then(() => {
    isClosed = true;
  });
  await new Promise(setImmediate);
  expect(isClosed).toBe(false);
  stored.resolve();
  await closing;
  expect(isClosed).toBe(true);
});

test('what cannot be written is told in the log, without what somebody wrote', async () => {
  const { audit, log } = auditOver(() => Promise.reject(new Error('disk full')));
  audit.write({ kind: 'change', message: said('pause my-secret'), command: 'pause', line: 'pause my-secret' });
  audit.write({ kind: 'refusal', message: said('my-secret'), reason: 'needs viewer' });
  await audit.close();
  const known = { id: 'Ev1', user: 'U1', platform: 'slack', team: 'T1', channel: 'C1', error: 'disk full' };
  expect(log.lines).toEqual([
    {
      level: 'error',
      message: 'a change could not be written to the audit log',
      values: { ...known, command: 'pause', reason: undefined },
    },
    {
      level: 'error',
      message: 'a refusal could not be written to the audit log',
      values: { ...known, command: undefined, reason: 'needs viewer' },
    },
  ]);
  expect(JSON.stringify(log.lines)).not.toContain('my-secret');
});

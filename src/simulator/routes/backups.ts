import { objectOf } from '../body.ts';
import type { BackupTask, EpochMs, JsonObject } from '../entities.ts';
import { type Answer, type Call, file, found, HttpError, json, type Route } from '../exchange.ts';
import { isoTime } from '../views/run-view.ts';

/** Backups (4.1.0 and later; one task by itself is known from the official client). */
export const backupRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/v0/backup_tasks',
    since: '4.1',
    fidelity: 'documented',
    handle: ({ store, now }) => json([...store.backups.values()].map((task) => viewTask(task, now))),
  },
  { method: 'POST', path: '/api/v0/backup_tasks', since: '4.1', fidelity: 'documented', handle: startBackup },
  {
    method: 'GET',
    path: '/api/v0/backup_tasks/{taskId}',
    since: '4.1',
    fidelity: 'client',
    handle: (call) => json(viewTask(findTask(call), call.now)),
  },
  { method: 'GET', path: '/api/v0/backups/{taskId}', since: '4.1', fidelity: 'documented', handle: getBackup },
  { method: 'DELETE', path: '/api/v0/backups/{taskId}', since: '4.1', fidelity: 'documented', handle: deleteBackup },
];

/** A backup takes 30 seconds of the world's clock. */
const STEPS: readonly (readonly [number, string])[] = [
  [5_000, 'Starting'],
  [15_000, 'Creating database dump'],
  [30_000, 'Creating zip file'],
];

function statusOf(task: BackupTask, now: EpochMs): string {
  return STEPS.find(([until]) => now - task.startedAt < until)?.[1] ?? 'Completed';
}

function viewTask(task: BackupTask, now: EpochMs): JsonObject {
  const { taskId, startedAt, includeMissions, includeCaptures } = task;
  const status = statusOf(task, now);
  const size = status === 'Completed' ? contentOf(task).length : 0;
  return {
    taskId,
    startedAt: isoTime(startedAt),
    status,
    filename: `backup-${taskId}.tar`,
    size,
    error: '',
    params: { includeMissions, includeCaptures },
  };
}

function findTask({ store, params }: Call): BackupTask {
  return found(store.backups.get(params['taskId'] ?? ''), 'backup');
}

function startBackup({ store, body, now }: Call): Answer {
  const { includeMissions, includeCaptures } = objectOf(body);
  const task = {
    taskId: store.createUuid('backup'),
    startedAt: now,
    includeMissions: includeMissions === true,
    includeCaptures: includeCaptures === true,
  };
  store.backups.set(task.taskId, task);
  return json({ data: viewTask(task, now) });
}

function getBackup(call: Call): Answer {
  const task = findTask(call);
  if (statusOf(task, call.now) !== 'Completed') throw new HttpError(500, 'The backup is not complete');
  return file(contentOf(task), 'application/x-tar', `backup-${task.taskId}.tar`);
}

function deleteBackup(call: Call): Answer {
  call.store.backups.delete(findTask(call).taskId);
  return json({});
}

/** A tar archive with one small file (ustar: a head of 512 bytes, the text filled up to 512, 1024 zeros). */
function contentOf(task: BackupTask): Uint8Array {
  const text = Buffer.from(JSON.stringify(task));
  const head = Buffer.alloc(512);
  const octal = (value: number, digits: number): string => value.toString(8).padStart(digits, '0');
  head.write('backup.json', 0);
  head.write(`${octal(0o644, 7)}\0${octal(0, 7)}\0${octal(0, 7)}\0`, 100);
  head.write(`${octal(text.length, 11)}\0${octal(Math.floor(task.startedAt / 1000), 11)}\0        0`, 124);
  head.write('ustar\x0000', 257);
  head.write(
    `${octal(
      head.reduce((sum, byte) => sum + byte, 0),
      6,
    )}\0 `,
    148,
  );
  return Buffer.concat([head, text, Buffer.alloc(512 - (text.length % 512)), Buffer.alloc(1024)]);
}

import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { auditLines } from '../../src/access/audit-lines.ts';
import { openStore } from '../../src/storage/open-store.ts';
import type { AuditEntry } from '../../src/storage/store.ts';
import { anAuditEntry } from '../fixtures/stored.ts';

const PROGRAM = resolve(import.meta.dirname, '../../src/audit.ts');
const NOON = Date.UTC(2026, 9, 21, 12);

const REFUSAL: AuditEntry = {
  id: 'audit2',
  at: NOON + 1_000,
  kind: 'refusal',
  actor: { id: 'U2', name: '=HYPERLINK("http://evil.example")' },
  conversation: { platform: 'slack', team: 'T1', channel: 'C1' },
  messageId: 'Ev2',
  reason: 'channel not allowed',
};

async function* entriesOf(...entries: readonly AuditEntry[]): AsyncGenerator<AuditEntry> {
  yield* entries;
}

async function written(format: Parameters<typeof auditLines>[1], ...entries: readonly AuditEntry[]): Promise<string> {
  let text = '';
  for await (const line of auditLines(entriesOf(...entries), format)) text += line;
  return text;
}

test('for eyes there is a line for each, whatever somebody is called', async () => {
  const paused = anAuditEntry({ at: NOON, actor: { id: 'U1', name: 'Dana\n\u001b[2J\u202E' } });
  expect(await written('text', paused, REFUSAL)).toBe(
    [
      '2026-10-21T12:00:00.000Z change: Dana  [2J (U1) in slack T1 C1: pause sub1',
      '2026-10-21T12:00:01.000Z refusal: =HYPERLINK("http://evil.example") (U2) in slack T1 C1: (channel not allowed)',
      '',
    ].join('\n'),
  );
});

test('for eyes what has no channel and no line is its place and its command', async () => {
  const installed = anAuditEntry({
    at: NOON,
    actor: { id: 'slack', name: 'Slack' },
    conversation: { platform: 'slack', team: 'T1', channel: '' },
    messageId: '',
  });
  const { line: _, ...entry } = { ...installed, command: 'uninstall' };
  expect(await written('text', entry)).toBe('2026-10-21T12:00:00.000Z change: Slack (slack) in slack T1: uninstall\n');
});

test('for programs there is an object for each', async () => {
  const lines = (await written('json', anAuditEntry({ at: NOON }), REFUSAL)).trim().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      at: '2026-10-21T12:00:00.000Z',
      kind: 'change',
      user: 'U1',
      name: 'Dana',
      platform: 'slack',
      team: 'T1',
      channel: 'C1',
      message: 'Ev1',
      command: 'pause',
      line: 'pause sub1',
    },
    expect.objectContaining({ kind: 'refusal', reason: 'channel not allowed' }),
  ]);
});

test('for spreadsheets there are columns, and nothing in them is a formula', async () => {
  const quoted = anAuditEntry({ at: NOON, line: 'change sub1 robots "Old Tom", Rex' });
  expect((await written('csv', quoted, REFUSAL)).split('\r\n')).toEqual([
    'at,kind,user,name,platform,team,channel,message,command,line,reason',
    '2026-10-21T12:00:00.000Z,change,U1,Dana,slack,T1,C1,Ev1,pause,"change sub1 robots ""Old Tom"", Rex",',
    '2026-10-21T12:00:01.000Z,refusal,U2,"\'=HYPERLINK(""http://evil.example"")",slack,T1,C1,Ev2,,,channel not allowed',
    '',
  ]);
});

test('the program writes what was kept since a date, and says in one line what is wrong', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'scout-bot-audit-'));
  const run = (...args: readonly string[]) => {
    const env = { PATH: process.env['PATH'], DATA_DIR: folder };
    const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], {
      env,
      cwd: folder,
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  };
  const store = await openStore({ kind: 'sqlite', folder, secretKeys: [], createId: randomUUID, now: () => NOON });
  await store.appendAudit(anAuditEntry({ at: NOON - 86_400_000 }));
  await store.appendAudit(REFUSAL);
  expect(run()).toMatchObject({
    status: 1,
    stdout: '',
    stderr: expect.stringMatching(/^.* is in use by another process/),
  });
  await store.close();
  expect(run().stdout.split('\n')).toHaveLength(3);
  const since = run('--since', '2026-10-21', '--json');
  expect(since).toMatchObject({ status: 0, stderr: '' });
  expect(since.stdout.trim().split('\n')).toEqual([expect.stringContaining('"user":"U2"')]);
  expect(run('--since', '2026-10-22', '--csv').stdout).toMatch(/^at,kind,[a-z,]+\r\n$/);
  expect(run('--since', 'yesterday')).toMatchObject({
    status: 1,
    stdout: '',
    stderr: expect.stringMatching(/^--since has to be a date like 2026-10-21\.\n\nUsage: /),
  });
  expect(run('--json', '--csv').stderr).toMatch(/^--json and --csv exclude each other\./);
  expect(run('--all').stderr).toMatch(/^Unknown option '--all'/);
  expect(run('--help')).toMatchObject({ status: 0, stdout: expect.stringMatching(/^Usage: /) });
  rmSync(folder, { recursive: true });
});

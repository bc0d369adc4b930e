import { tame } from '../core/tame.ts';
import type { AuditEntry } from '../storage/store.ts';

/** How the audit log is written out: for eyes, for programs, for spreadsheets. */
export type AuditFormat = 'text' | 'json' | 'csv';

/** Lines of the audit log, each with its end; CSV begins with the names of its columns. */
export async function* auditLines(entries: AsyncIterable<AuditEntry>, format: AuditFormat): AsyncGenerator<string> {
  if (format === 'csv') yield csvLine(COLUMNS);
  for await (const entry of entries) yield WRITERS[format](entry);
}

const WRITERS: Readonly<Record<AuditFormat, (entry: AuditEntry) => string>> = {
  text: textLine,
  json: (entry) => `${JSON.stringify(Object.fromEntries(cellsOf(entry)))}\n`,
  csv: (entry) => {
    const cells = new Map(cellsOf(entry));
    return csvLine(COLUMNS.map((column) => cells.get(column) ?? ''));
  },
};

const COLUMNS = [
  'at',
  'kind',
  'user',
  'name',
  'platform',
  'team',
  'channel',
  'message',
  'command',
  'line',
  'reason',
] as const;

type Cell = readonly [column: (typeof COLUMNS)[number], value: string];

function cellsOf({ at, kind, actor, conversation, messageId, command, line, reason }: AuditEntry): readonly Cell[] {
  return [
    ['at', new Date(at).toISOString()],
    ['kind', kind],
    ['user', actor.id],
    ['name', actor.name],
    ['platform', conversation.platform],
    ['team', conversation.team],
    ['channel', conversation.channel],
    ['message', messageId],
    ...(command === undefined ? [] : ([['command', command]] as const)),
    ...(line === undefined ? [] : ([['line', line]] as const)),
    ...(reason === undefined ? [] : ([['reason', reason]] as const)),
  ];
}

/** `2026-10-21T14:20:00.000Z change: Dana (U1) in slack T1 C1: pause k4m7`; an install has neither a channel nor a line. */
function textLine({ at, kind, actor, conversation, command, line = command, reason }: AuditEntry): string {
  const { platform, team, channel } = conversation;
  const what = [line, reason && `(${reason})`].filter((part) => part !== undefined).join(' ');
  const where = [platform, team, channel].filter((part) => part !== '').join(' ');
  const said = `${kind}: ${actor.name} (${actor.id}) in ${where}: ${what}`;
  return `${new Date(at).toISOString()} ${tame(said).replace(/\p{Cc}/gu, ' ')}\n`;
}

/** RFC 4180; what a spreadsheet would take for a formula gets an apostrophe, which it takes for text. */
function csvLine(cells: readonly string[]): string {
  const written = cells.map((cell) => {
    const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  });
  return `${written.join(',')}\r\n`;
}

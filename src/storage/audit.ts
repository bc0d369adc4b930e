import { sql } from 'kysely';
import type { EpochMs } from '../core/reply.ts';
import { type Database, storable } from './database.ts';
import { readRow, type Tables } from './rows.ts';
import type { AuditEntry, Store } from './store.ts';

const PAGE = 1_000;

/** Who changed what, and who was refused. */
export function auditQueries({ db }: Database): Pick<Store, 'appendAudit' | 'auditSince'> {
  async function pageOf(since: EpochMs, after: AuditEntry | undefined): Promise<readonly AuditEntry[]> {
    const rows = await db
      .selectFrom('audit')
      .selectAll()
      .where('at', '>=', since)
      .$if(after !== undefined, (query) => query.where(sql<boolean>`(at, id) > (${after?.at}, ${after?.id})`))
      .orderBy('at')
      .orderBy('id')
      .limit(PAGE)
      .execute();
    return rows.map(readEntry);
  }

  return {
    async appendAudit(entry) {
      await db.insertInto('audit').values(rowOf(entry)).execute();
    },
    async *auditSince(since) {
      let page = await pageOf(since, undefined);
      while (page.length > 0) {
        yield* page;
        page = page.length < PAGE ? [] : await pageOf(since, page.at(-1));
      }
    },
  };
}

function rowOf({ actor, conversation, ...entry }: AuditEntry): Tables['audit'] {
  return {
    id: entry.id,
    at: entry.at,
    kind: entry.kind,
    actor_id: storable(actor.id),
    actor_name: storable(actor.name),
    platform: conversation.platform,
    team: storable(conversation.team),
    channel: storable(conversation.channel),
    message_id: storable(entry.messageId),
    command: entry.command ?? null,
    line: entry.line === undefined ? null : storable(entry.line),
    reason: entry.reason ?? null,
  };
}

function readEntry(stored: Tables['audit']): AuditEntry {
  const { id, at, kind, command, line, reason, ...row } = readRow('audit', stored);
  return {
    id,
    at,
    kind,
    actor: { id: row.actor_id, name: row.actor_name },
    conversation: { platform: row.platform, team: row.team, channel: row.channel },
    messageId: row.message_id,
    ...(command !== null && { command }),
    ...(line !== null && { line }),
    ...(reason !== null && { reason }),
  };
}

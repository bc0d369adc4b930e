import type { Log } from '../core/bot.ts';
import { clip } from '../core/cut-text.ts';
import { messageOf } from '../core/errors.ts';
import type { Conversation, User } from '../core/message.ts';
import type { EpochMs } from '../core/reply.ts';
import type { AuditEntry, Store } from '../storage/store.ts';

/** Who did something, and where: a message, or what stands for one. */
export interface AuditOrigin {
  /** The platform's id of the event; empty where it has none. */
  readonly id: string;
  readonly sender: Pick<User, 'id' | 'name'>;
  readonly conversation: Pick<Conversation, 'platform' | 'team' | 'channel'>;
}

/** Something worth a line of the audit log. */
export type AuditEvent = Pick<AuditEntry, 'kind' | 'command' | 'line' | 'reason'> & { readonly message: AuditOrigin };

/** Writes down who changed something and who was refused. */
export interface AuditLog {
  /** Begins to write and returns at once; what cannot be written is told in the program's log. */
  write(event: AuditEvent): void;
  /** Resolves when all is written. */
  close(): Promise<void>;
}

export interface AuditLogOptions {
  readonly store: Pick<Store, 'appendAudit'>;
  readonly createId: () => string;
  readonly now: () => EpochMs;
  readonly log: Log;
}

const LONGEST_LINE = 500;

/** Builds the audit log over the store. */
export function createAuditLog({ store, createId, now, log }: AuditLogOptions): AuditLog {
  const underWay = new Set<Promise<void>>();

  async function append({ message, kind, command, line, reason }: AuditEvent, at: EpochMs): Promise<void> {
    const { sender, conversation, id: messageId } = message;
    const { platform, team, channel } = conversation;
    try {
      const name = await sender.name();
      await store.appendAudit({
        id: createId(),
        at,
        kind,
        actor: { id: sender.id, name },
        conversation: { platform, team, channel },
        messageId,
        ...(command !== undefined && { command }),
        ...(line !== undefined && { line: clip(line, LONGEST_LINE) }),
        ...(reason !== undefined && { reason }),
      });
    } catch (error) {
      const values = {
        id: messageId,
        user: sender.id,
        platform,
        team,
        channel,
        command,
        reason,
        error: messageOf(error),
      };
      if (kind === 'change') log.error(values, 'a change could not be written to the audit log');
      else log.error(values, 'a refusal could not be written to the audit log');
    }
  }

  return {
    write(event) {
      const writing = append(event, now()).finally(() => underWay.delete(writing));
      underWay.add(writing);
    },
    async close() {
      await Promise.all(underWay);
    },
  };
}

import type { Answer, Log } from '../core/bot.ts';
import type { EpochMs } from '../core/reply.ts';
import type { AuditLog, AuditOrigin } from './audit-log.ts';
import { NO_TENANT } from './places.ts';
import { refusedAnswer } from './refusal.ts';
import { createRequestLimit } from './request-limit.ts';

/** Answers whoever writes from a tenant that is not allowed, whatever was asked: with whom to ask instead. */
export type TurnAway = (message: AuditOrigin) => Answer;

export interface TurnAwayOptions {
  readonly audit: Pick<AuditLog, 'write'>;
  /** Whom people ask for what they may not do, in words. */
  readonly contact: string;
  readonly now: () => EpochMs;
  readonly log: Log;
}

const ONCE_A_MINUTE = { count: 1, perMs: 60_000 };

/** Builds it: a line of the audit log for each tenant and an answer for each conversation once a minute, however much comes from there. */
export function createTurnAway({ audit, contact, now, log }: TurnAwayOptions): TurnAway {
  const noted = createRequestLimit({ ...ONCE_A_MINUTE, now });
  const told = createRequestLimit({ ...ONCE_A_MINUTE, now });
  const answer = refusedAnswer(NO_TENANT, contact);
  const { reason } = NO_TENANT;

  return (message) => {
    const { platform, team, channel } = message.conversation;
    const tenant = `${platform} ${team}`;
    if (noted.take(tenant) === undefined) {
      log.info({ id: message.id, platform, tenant: team, reason }, 'refused');
      audit.write({ kind: 'refusal', message, reason });
    }
    return told.take(`${tenant} ${channel}`) === undefined ? answer : { ...answer, silent: true };
  };
}

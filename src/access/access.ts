import type { Bot, BotOptions, Log } from '../core/bot.ts';
import type { PlatformAdapter } from '../core/platform-adapter.ts';
import type { EpochMs } from '../core/reply.ts';
import type { Store } from '../storage/store.ts';
import { type AuditEvent, createAuditLog } from './audit-log.ts';
import { keepingToPlaces } from './closed-places.ts';
import { createGuard, type RequestRates } from './guard.ts';
import { createPlaces, type PlaceLists } from './places.ts';
import { createRoles, type RoleLists, type Roles } from './roles.ts';
import { createTurnAway, type TurnAway } from './turn-away.ts';

/** Who may ask what, where and how often, and whom people ask for more. */
export interface AccessRules {
  readonly places: PlaceLists;
  readonly roles: RoleLists;
  readonly rates: RequestRates;
  /** In words: `#ops-help or ada@example.com`. */
  readonly contact: string;
}

export interface AccessOptions extends AccessRules {
  readonly store: Pick<Store, 'appendAudit'>;
  readonly createId: () => string;
  readonly now: () => EpochMs;
  readonly log: Log;
}

/** The rules of access, for whatever has to keep them. */
export interface Access extends Pick<Roles, 'isAdmin'> {
  /** The bot, answering only who may ask. */
  guard(bot: Bot): Bot;
  /** An adapter that writes unasked only where the bot may. */
  keepToPlaces(adapter: PlatformAdapter): PlatformAdapter;
  readonly permit: NonNullable<BotOptions['permit']>;
  /** Stands in the bot's place for tenants that are not allowed. */
  readonly turnAway: TurnAway;
  /** Writes down what was changed or refused otherwise than by a message. */
  note(event: AuditEvent): void;
  /** Resolves when the audit log is written. */
  close(): Promise<void>;
}

/** Builds them over the store, which keeps the audit log. */
export function createAccess({ contact, rates, store, createId, now, log, ...lists }: AccessOptions): Access {
  const places = createPlaces(lists.places);
  const roles = createRoles(lists.roles);
  const audit = createAuditLog({ store, createId, now, log });
  return {
    isAdmin: roles.isAdmin,
    guard: (bot) => createGuard(bot, { places, roles, rates, audit, contact, now, log }),
    keepToPlaces: (adapter) => keepingToPlaces(adapter, places),
    permit: ({ name }, { sender }) => roles.permitChange(name, sender),
    turnAway: createTurnAway({ audit, contact, now, log }),
    note: audit.write,
    close: audit.close,
  };
}

import { type AccessRules, createAccess } from '../../src/access/access.ts';
import type { Answer, Bot } from '../../src/core/bot.ts';
import type { Message } from '../../src/core/message.ts';
import { writeReply } from '../../src/core/plain-text.ts';
import type { AuditEntry } from '../../src/storage/store.ts';
import { NOW } from '../fixtures/fake-fleet.ts';
import { createSubscriptionWorld } from '../fixtures/subscription-world.ts';
import { createMemoryLog, type LogLine } from '../platforms/slack/adapter-under-test.ts';

/** The bot with its subscriptions behind the guard, over a store in memory and a clock that is moved. */
export interface GuardedWorld {
  readonly bot: Bot;
  /** The words of an answer. */
  say(message: Message): Promise<string>;
  answer(message: Message): Promise<Answer>;
  /** What stands in the audit log, without ids and places: `change U1 subscribe: subscribe daily 07:00`. */
  audited(): Promise<readonly string[]>;
  readonly entries: readonly AuditEntry[];
  readonly log: readonly LogLine[];
  pass(ms: number): void;
  close(): Promise<void>;
}

/** Builds it; without rules everybody may ask as much as they like. */
export async function createGuardedWorld(rules: Partial<AccessRules> = {}): Promise<GuardedWorld> {
  let now = NOW;
  let count = 0;
  const entries: AuditEntry[] = [];
  const log = createMemoryLog();
  const access = createAccess({
    places: {},
    roles: { admins: [] },
    rates: {},
    contact: '#ops-help',
    ...rules,
    store: { appendAudit: async (entry) => void entries.push(entry) },
    createId: () => `id-${++count}`,
    now: () => now,
    log,
  });
  const world = await createSubscriptionWorld({ now: () => now, permit: access.permit });
  const bot = access.guard(world.bot);
  return {
    bot,
    entries,
    log: log.lines,
    answer: (message) => bot.answer(message),
    say: async (message) => writeReply((await bot.answer(message)).reply, 'UTC', now),
    async audited() {
      await access.close();
      return entries.map(({ kind, actor, command, line, reason }) =>
        [kind, actor.id, command && `${command}:`, line, reason && `(${reason})`].filter(Boolean).join(' '),
      );
    },
    pass(ms) {
      now += ms;
    },
    close: () => world.close(),
  };
}

import type { Log } from '../../core/bot.ts';
import type { EpochMs } from '../../core/reply.ts';
import { writePause } from '../retry-pause.ts';
import type { QuotaUse } from './floor-client.ts';
import { QuotaSpent } from './floor-errors.ts';

export interface QuotaOptions {
  readonly who: string;
  /** Calls that may be made in a week. */
  readonly weekly: number;
  readonly now: () => EpochMs;
  readonly log: Log;
}

/** The calls of this week, counted here: the server does not tell how many are left. */
export interface Quota {
  count(): void;
  /** The server said that the calls are used up. */
  spentFor(ms: number): void;
  /** Throws QuotaSpent while the server's word holds. */
  check(): void;
  use(): QuotaUse;
}

const WEEK_MS = 7 * 24 * 3_600_000;
/** 1 January 1970 was a Thursday. */
const FIRST_MONDAY_MS = 4 * 24 * 3_600_000;

/** A count that begins anew with each ISO week, in UTC. */
export function createQuota({ who, weekly, now, log }: QuotaOptions): Quota {
  let week = weekOf(now());
  let used = 0;
  let spentUntil = 0;
  let told: QuotaUse['state'] = 'plenty';

  function turnWeek(): void {
    const current = weekOf(now());
    if (current === week) return;
    week = current;
    used = 0;
    told = 'plenty';
  }

  function use(): QuotaUse {
    turnWeek();
    const isSpent = now() < spentUntil;
    const renewsAt = isSpent ? spentUntil : FIRST_MONDAY_MS + (week + 1) * WEEK_MS;
    return { used, limit: weekly, state: isSpent ? 'spent' : stateOf(used / weekly), renewsAt };
  }

  return {
    count() {
      turnWeek();
      used++;
      const { state } = use();
      if (state === told || state === 'plenty') return;
      told = state;
      log.warn({ source: who, used, limit: weekly, state }, "the week's calls run low");
    },
    spentFor(ms) {
      spentUntil = now() + ms;
      log.warn({ source: who, used, limit: weekly, waitMs: ms }, "the week's calls are used up");
    },
    check() {
      if (now() >= spentUntil) return;
      const wait = writePause(spentUntil - now());
      throw new QuotaSpent(
        `The calls that ${who} allows in a week are used up. The bot asks again in ${wait}.`,
        "the week's calls are used up",
      );
    },
    use,
  };
}

const weekOf = (at: EpochMs): number => Math.floor((at - FIRST_MONDAY_MS) / WEEK_MS);

function stateOf(share: number): QuotaUse['state'] {
  if (share >= 0.95) return 'on-demand';
  return share >= 0.8 ? 'warned' : 'plenty';
}

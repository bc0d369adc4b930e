import { writePause } from '../retry-pause.ts';
import { type CallCountOptions, createCallCount } from './call-count.ts';
import type { QuotaUse } from './floor-client.ts';
import { QuotaSpent } from './floor-errors.ts';

export interface QuotaOptions extends CallCountOptions {
  /** Calls that may be made in a week. */
  readonly weekly: number;
}

/** The calls of this week, counted here: the server does not tell how many are left. */
export interface Quota {
  count(): void;
  /** The server said that the calls are used up. */
  spentFor(ms: number): void;
  /** Throws QuotaSpent while the server's word holds. */
  check(): void;
  use(): QuotaUse;
  close(): Promise<void>;
}

/** What may be asked of the server in a week. */
export function createQuota({ weekly, ...options }: QuotaOptions): Quota {
  const { who, now, log } = options;
  const calls = createCallCount(options);
  let spent = { since: 0, until: 0 };
  let told: QuotaUse['state'] = 'plenty';

  /** A clock that was set back cannot tell how long the server's word holds: then the server is asked. */
  const isSpent = (): boolean => now() >= spent.since && now() < spent.until;

  function use(): QuotaUse {
    const used = calls.used();
    return {
      used,
      limit: weekly,
      state: isSpent() ? 'spent' : stateOf(used / weekly),
      renewsAt: isSpent() ? spent.until : calls.renewsAt(),
    };
  }

  return {
    count() {
      calls.add();
      const { used, state } = use();
      if (state === told) return;
      told = state;
      if (state === 'plenty') return;
      log.warn({ source: who, used, limit: weekly, state }, "the week's calls run low");
    },
    spentFor(ms) {
      spent = { since: now(), until: now() + ms };
      log.warn({ source: who, used: calls.used(), limit: weekly, waitMs: ms }, "the week's calls are used up");
    },
    check() {
      if (!isSpent()) return;
      const wait = writePause(spent.until - now());
      throw new QuotaSpent(
        `The calls that ${who} allows in a week are used up. The bot asks again in ${wait}.`,
        "the week's calls are used up",
      );
    },
    use,
    close: calls.close,
  };
}

function stateOf(share: number): QuotaUse['state'] {
  if (share >= 0.95) return 'on-demand';
  return share >= 0.8 ? 'warned' : 'plenty';
}

import type { Log } from '../../core/bot.ts';
import { messageOf } from '../../core/errors.ts';
import type { EpochMs } from '../../core/reply.ts';

/** Keeps the calls of each week beyond this process; a week is named by its first moment. */
export interface CallLedger {
  /** Adds calls to those of a week, and resolves with all of them, those of other processes too. */
  add(week: EpochMs, calls: number): Promise<number>;
}

export interface CallCountOptions {
  /** Without it only the calls of this process are known. */
  readonly ledger?: CallLedger;
  /** How long calls are gathered before the ledger hears of them: 10,000. */
  readonly gatherMs?: number;
  readonly who: string;
  readonly now: () => EpochMs;
  readonly log: Log;
}

/** The calls of this week. */
export interface CallCount {
  add(): void;
  /** Those of this week, as far as they are known here. */
  used(): number;
  /** When counting begins anew. */
  renewsAt(): EpochMs;
  /** Hands over what the ledger has not heard of. */
  close(): Promise<void>;
}

const WEEK_MS = 7 * 24 * 3_600_000;
/** 1 January 1970 was a Thursday. */
const FIRST_MONDAY_MS = 4 * 24 * 3_600_000;
const GATHER_MS = 10_000;
/** So many calls are handed over without waiting for more. */
const GATHERED = 25;

/** Counts calls by ISO week, in UTC. No call waits for the ledger or fails because of it. */
export function createCallCount({ ledger, gatherMs = GATHER_MS, who, now, log }: CallCountOptions): CallCount {
  let week = weekOf(now());
  /** What the ledger said last. */
  let kept = 0;
  /** What it has not confirmed. */
  let unkept = 0;
  let keeping: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isFailing = false;

  /** The last few calls of a week that is over matter to nobody. */
  function turnWeek(): void {
    const current = weekOf(now());
    if (current === week) return;
    week = current;
    kept = 0;
    unkept = 0;
  }

  function keep(to: CallLedger): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    keeping ??= handOver(to).finally(() => {
      keeping = undefined;
      if (unkept > 0) keepLater(to);
    });
    return keeping;
  }

  function keepLater(to: CallLedger): void {
    timer ??= setTimeout(() => void keep(to), gatherMs).unref();
  }

  async function handOver(to: CallLedger): Promise<void> {
    const handed = { week, calls: unkept };
    try {
      const total = await to.add(handed.week, handed.calls);
      isFailing = false;
      if (handed.week !== week) return;
      kept = total;
      unkept -= handed.calls;
    } catch (error) {
      if (!isFailing)
        log.warn({ source: who, error: messageOf(error) }, "could not keep the count of the week's calls");
      isFailing = true;
    }
  }

  // What was counted before the start, and elsewhere.
  if (ledger) void keep(ledger);

  return {
    add() {
      turnWeek();
      unkept++;
      if (!ledger) return;
      if (unkept % GATHERED === 0) void keep(ledger);
      else keepLater(ledger);
    },
    used() {
      turnWeek();
      return kept + unkept;
    },
    renewsAt: () => weekOf(now()) + WEEK_MS,
    async close() {
      await keeping;
      if (ledger && unkept > 0) await keep(ledger);
      clearTimeout(timer);
    },
  };
}

const weekOf = (at: EpochMs): EpochMs => FIRST_MONDAY_MS + Math.floor((at - FIRST_MONDAY_MS) / WEEK_MS) * WEEK_MS;

import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'undici';
import type { Chats } from './chats.ts';
import { type Question, questionOf } from './questions.ts';

/** What became of one question; times in ms. */
export interface Asked {
  readonly chat: Question['chat'];
  readonly what: string;
  readonly at: number;
  readonly status: number;
  readonly ackMs: number;
  /** Until the whole answer was there; undefined where none came. */
  readonly answerMs: number | undefined;
}

export interface LoadOptions {
  readonly url: string;
  readonly chats: Chats;
  readonly perSecond: number;
  /** Hears of every question when it is over. */
  readonly onAsked: (asked: Asked) => void;
}

/** Questions at a steady rate. */
export interface Load {
  /** Asks for so long, each whether or not those before were answered. */
  run(ms: number): Promise<void>;
  /** Waits until nothing is under way and no connection stands. */
  rest(): Promise<void>;
  /** Questions that were not asked because too many were under way. */
  heldBack(): number;
  close(): Promise<void>;
}

const MOST_UNDER_WAY = 1_000;
/** Longer than both ends keep an idle connection. */
const IDLE_MS = 8_000;

/** Builds it; nothing is asked yet. */
export function createLoad({ url, chats, perSecond, onAsked }: LoadOptions): Load {
  const pool = new Pool(url, { connections: 64, pipelining: 1, keepAliveTimeout: 2_000 });
  const underWay = new Set<Promise<void>>();
  let number = 0;
  let heldBack = 0;

  async function ask(question: Question): Promise<void> {
    const at = performance.now();
    // Before it is asked: the answer may be quicker than the acknowledgement.
    const arrival = chats.arrival(question.channel);
    const { path, headers, body } = question;
    let status = 0;
    let said = '';
    try {
      const response = await pool.request({ method: 'POST', path, headers, body });
      status = response.statusCode;
      said = await response.body.text();
    } catch {
      // No acknowledgement: told by the status.
    }
    const ackMs = performance.now() - at;
    if (status !== 200 || said !== '') chats.forget(question.channel);
    const isAnswered = said !== '' || (await arrival);
    const { chat, what } = question;
    onAsked({ chat, what, at, status, ackMs, answerMs: isAnswered ? performance.now() - at : undefined });
  }

  return {
    async run(ms) {
      const startedAt = performance.now();
      for (let count = 0; performance.now() - startedAt < ms; count++) {
        const wait = startedAt + (count * 1_000) / perSecond - performance.now();
        if (wait > 1) await pause(wait);
        if (underWay.size >= MOST_UNDER_WAY) {
          heldBack++;
          continue;
        }
        const asking = ask(questionOf(number++, chats)).finally(() => underWay.delete(asking));
        underWay.add(asking);
      }
    },
    async rest() {
      await Promise.all(underWay);
      await pause(IDLE_MS);
    },
    heldBack: () => heldBack,
    close: () => pool.close(),
  };
}

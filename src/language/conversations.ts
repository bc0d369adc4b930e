import type { Message } from '../core/message.ts';
import { createRecentMap } from '../core/recent-map.ts';
import type { EpochMs } from '../core/reply.ts';
import type { createUnderstand, Understanding } from './understand.ts';

/** Says what a sentence means. */
export type SentenceReader = ReturnType<typeof createUnderstand>;

/** Remembers what was understood last in each conversation. */
export interface Conversations {
  last(message: Message, now: EpochMs, read: SentenceReader): Understanding | undefined;
  /** `understanding` is asked for only when a sentence follows. */
  remember(message: Message, understanding: (read: SentenceReader) => Understanding, now: EpochMs): void;
}

const KEEP_MS = 10 * 60_000;
const MOST = 2_000;

/** Builds an empty memory: a thread is one conversation, elsewhere what one person says in one channel; for ten minutes. */
export function createConversations(): Conversations {
  const known = createRecentMap<{
    readonly understanding: (read: SentenceReader) => Understanding;
    readonly at: EpochMs;
  }>(MOST);

  return {
    last(message, now, read) {
      const found = known.get(keyOf(message));
      return found && now - found.at <= KEEP_MS ? found.understanding(read) : undefined;
    },
    remember(message, understanding, now) {
      known.set(keyOf(message), { understanding, at: now });
    },
  };
}

function keyOf({ conversation, sender }: Message): string {
  const { platform, team, channel, thread } = conversation;
  return JSON.stringify(
    thread === undefined ? [platform, team, channel, 'by', sender.id] : [platform, team, channel, thread],
  );
}

import type { Answer } from '../core/bot.ts';
import { type Block, note, privateReply, type Reply, text } from '../core/reply.ts';

/** Why somebody is not answered: for the log in a few words that name nobody, and for the reader in a sentence. */
export interface Refusal {
  readonly reason: string;
  readonly words: string;
}

/** The answer to somebody who is refused, with whom to ask. */
export function refusedAnswer({ reason, words }: Refusal, contact: string): Answer {
  return { reply: withContact(privateReply(text(words)), contact), failed: true, refused: reason };
}

/** A reply that says whom to ask; buttons stay last. */
export function withContact(reply: Reply, contact: string): Reply {
  const whom: Block = note(`To change that, ask ${contact}.`);
  const end = reply.blocks.at(-1)?.kind === 'buttons' ? -1 : reply.blocks.length;
  return { ...reply, blocks: reply.blocks.toSpliced(end, 0, whom) };
}

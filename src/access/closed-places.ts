import { NotAllowed } from '../core/errors.ts';
import type { Conversation } from '../core/message.ts';
import type { PlatformAdapter } from '../core/platform-adapter.ts';
import { SendError } from '../core/send-error.ts';
import type { Places } from './places.ts';

/** An adapter that says nothing unasked where the bot may not write: neither what is new, nor what was subscribed to before. */
export function keepingToPlaces(
  adapter: PlatformAdapter,
  { closedBecause }: Pick<Places, 'closedBecause'>,
): PlatformAdapter {
  function mayWrite(conversation: Conversation): void {
    const closed = closedBecause(conversation);
    if (closed === undefined) return;
    const cause = new NotAllowed('I may not write there: only some conversations are allowed.', closed.reason);
    throw new SendError('the settings of this bot do not allow it', { outcome: 'gone', cause });
  }

  return {
    ...adapter,
    async send(conversation, reply, mark) {
      mayWrite(conversation);
      return adapter.send(conversation, reply, mark);
    },
    async update(message, reply) {
      mayWrite(message.conversation);
      return adapter.update(message, reply);
    },
  };
}

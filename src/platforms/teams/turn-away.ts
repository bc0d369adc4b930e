import { writeReply } from '../../core/plain-text.ts';
import type { EpochMs } from '../../core/reply.ts';
import type { Delivery } from './delivery.ts';
import type { Acknowledgement } from './door.ts';
import type { Envelope } from './envelope.ts';
import { readIncoming } from './incoming.ts';
import type { TeamsAdapterOptions } from './options.ts';
import { said } from './receiving.ts';

export interface TurnAwayOptions {
  readonly answer: TeamsAdapterOptions['turnAway'];
  readonly delivery: Pick<Delivery, 'deliver'>;
  readonly zone: string;
  readonly now: () => EpochMs;
  /** Keeps work that goes on after the acknowledgement. */
  readonly keep: (work: Promise<void>) => void;
}

/** Builds what is done with an envelope from a tenant that may not ask: the bot never hears of it. */
export function createTurnAway({ answer, delivery, zone, now, keep }: TurnAwayOptions) {
  return (envelope: Envelope): Acknowledgement => {
    const incoming = readIncoming(envelope);
    if (incoming.kind === 'nothing') return { status: 200 };
    if (incoming.kind === 'unknown') return { status: 400 };
    const { id, user, userName, conversation, place } = incoming;
    const { reply, silent } = answer({ id, sender: { id: user, name: async () => userName }, conversation });
    // Buttons and forms wait for a line, which only who pressed them sees.
    if (incoming.kind === 'pressed') return said(writeReply(reply, zone, now()).replaceAll('\n', ' '));
    if (!silent) keep(delivery.deliver(place, reply));
    return { status: 200 };
  };
}

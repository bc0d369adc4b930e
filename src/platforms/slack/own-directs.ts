import * as v from 'valibot';
import { createRecentMap } from '../../core/recent-map.ts';

/** The bot's own direct conversations, by their channels. Commands and presses name them as they name that of two people. */
export interface OwnDirects {
  /** Learns of one from an event that Slack sends for no other. */
  note(body: unknown): void;
  has(channel: string): boolean;
}

const Told = v.object({
  event: v.union([
    v.object({ type: v.literal('message'), channel_type: v.literal('im'), channel: v.string() }),
    v.object({ type: v.literal('app_home_opened'), channel: v.string() }),
  ]),
});
const MOST_KNOWN = 10_000;

/** Builds the memory of them; what it does not know counts as not the bot's own. */
export function createOwnDirects(): OwnDirects {
  const known = createRecentMap<true>(MOST_KNOWN);
  return {
    note(body) {
      const told = v.safeParse(Told, body);
      if (told.success) known.set(told.output.event.channel, true);
    },
    has: (channel) => known.get(channel) !== undefined,
  };
}

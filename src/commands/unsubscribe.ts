import { type Command, command } from '../core/command.ts';
import { subscriptionId } from '../subscriptions/request-parameters.ts';
import type { SubscriptionTools } from '../subscriptions/subscription-tools.ts';
import { actorOf, tellDeed } from '../subscriptions/tell-deed.ts';

/** `unsubscribe`: ends a subscription; undo brings it back. */
export function unsubscribe(tools: SubscriptionTools): Command {
  return command({
    name: 'unsubscribe',
    summary: 'a subscription removed; undo brings it back',
    changes: true,
    parameters: { id: subscriptionId },
    examples: ['unsubscribe', 'unsubscribe k4m7'],
    async run({ id }, { message }) {
      const by = await actorOf(message);
      const found = await tools.subscriptions.find(id, by, (other) => `unsubscribe ${other}`);
      const subscription = await tools.subscriptions.remove(found.id, by);
      return tellDeed({ subscription, deed: 'removed', by, message }, tools);
    },
  });
}

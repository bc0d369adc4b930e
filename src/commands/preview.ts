import { type Command, command } from '../core/command.ts';
import { note, privateReply } from '../core/reply.ts';
import { subscriptionId } from '../subscriptions/request-parameters.ts';
import { subscriptionText } from '../subscriptions/subscription-text.ts';
import type { SubscriptionTools } from '../subscriptions/subscription-tools.ts';
import { actorOf } from '../subscriptions/tell-deed.ts';

/** `preview`: the summary of a subscription as it would look now, for the asker alone. */
export function preview(tools: SubscriptionTools): Command {
  return command({
    name: 'preview',
    summary: 'what a subscription would send now, for you alone',
    parameters: { id: subscriptionId },
    examples: ['preview', 'preview k4m7'],
    async run({ id }, { message }) {
      const found = await tools.subscriptions.find(id, await actorOf(message), (other) => `preview ${other}`);
      const { blocks } = await tools.preview(found);
      const end = blocks.at(-1)?.kind === 'buttons' ? blocks.length - 1 : blocks.length;
      const origin = note(`Preview of ${found.id}, seen by you alone: ${subscriptionText(found)}`);
      return privateReply(...blocks.toSpliced(end, 0, origin));
    },
  });
}

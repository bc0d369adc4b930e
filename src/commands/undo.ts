import { type Command, command } from '../core/command.ts';
import { button, buttons } from '../core/reply.ts';
import type { SubscriptionTools } from '../subscriptions/subscription-tools.ts';
import { actorOf } from '../subscriptions/tell-deed.ts';
import { tellTogether } from '../subscriptions/tell-together.ts';

/** `undo`: takes back what its sender did last to subscriptions in this conversation. */
export function undo(tools: SubscriptionTools): Command {
  return command({
    name: 'undo',
    summary: 'your last change to the subscriptions here undone',
    changes: true,
    parameters: {},
    examples: ['undo'],
    async run(_, { message }) {
      const by = await actorOf(message);
      const undone = await tools.subscriptions.undo(by);
      const action = undone[0]?.change.action ?? '';
      return tellTogether(
        {
          said: `took back ${quoted(action)}`,
          subscriptions: undone.map(({ subscription }) => subscription),
          by,
          message,
          next: buttons(button('Subscriptions', 'subscriptions')),
        },
        tools,
      );
    },
  });
}

const quoted = (action: string): string => `"${action}"`;

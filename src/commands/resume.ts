import { type Command, command } from '../core/command.ts';
import { UserError } from '../core/errors.ts';
import { button, buttons } from '../core/reply.ts';
import { subscriptionIdOrAll } from '../subscriptions/request-parameters.ts';
import type { SubscriptionTools } from '../subscriptions/subscription-tools.ts';
import { actorOf, tellDeed } from '../subscriptions/tell-deed.ts';
import { refusedRemark, tellTogether } from '../subscriptions/tell-together.ts';

/** `resume`: a paused subscription, or all of a conversation, come again. */
export function resume(tools: SubscriptionTools): Command {
  return command({
    name: 'resume',
    summary: 'a paused subscription back',
    changes: true,
    parameters: { id: subscriptionIdOrAll },
    examples: ['resume', 'resume k4m7', 'resume all'],
    async run({ id }, { message }) {
      const by = await actorOf(message);
      if (id === 'all') {
        const { changed, refused } = await tools.subscriptions.resumeAll(by);
        if (changed.length + refused.length === 0) throw notPaused('Nothing is paused here.');
        const next = buttons(button('Subscriptions', 'subscriptions'), button('Undo', 'undo'));
        const remarks = refusedRemark(refused);
        const said = changed.length === 0 ? 'resumed nothing' : 'resumed what was paused here';
        return tellTogether({ said, subscriptions: changed, by, message, remarks, next }, tools);
      }
      const found = await tools.subscriptions.find(id, by, (other) => `resume ${other}`);
      if (found.state !== 'paused') throw notPaused(`\`${found.id}\` is not paused.`);
      const subscription = await tools.subscriptions.resume(found.id, by);
      return tellDeed({ subscription, deed: 'resumed', by, message }, tools);
    },
  });
}

const notPaused = (sentence: string): UserError =>
  new UserError(sentence, { details: [buttons(button('Subscriptions', 'subscriptions'))] });

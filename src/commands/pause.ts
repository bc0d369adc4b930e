import { commandLine } from '../answers/pages.ts';
import { type Command, command } from '../core/command.ts';
import { type Block, button, buttons, note } from '../core/reply.ts';
import type { Subscription } from '../storage/store.ts';
import { readUntil, untilWords } from '../subscriptions/pause-until.ts';
import { subscriptionIdOrAll } from '../subscriptions/request-parameters.ts';
import { noneHere } from '../subscriptions/subscription-errors.ts';
import type { SubscriptionTools } from '../subscriptions/subscription-tools.ts';
import { actorOf, tellDeed } from '../subscriptions/tell-deed.ts';
import { refusedRemark, tellTogether } from '../subscriptions/tell-together.ts';

/** `pause`: a subscription, or all of a conversation, stay silent until a moment or until somebody resumes them. */
export function pause(tools: SubscriptionTools): Command {
  return command({
    name: 'pause',
    summary: 'a subscription silent until a moment, or until it is resumed',
    changes: true,
    parameters: { id: subscriptionIdOrAll, until: untilWords },
    examples: ['pause', 'pause k4m7 until tomorrow', 'pause all until 2026-12-24'],
    async run({ id, until }, { message, now }) {
      const by = await actorOf(message);
      const moment =
        until === undefined ? undefined : readUntil(until, now, await message.sender.zone(), commandLine('pause', id));
      if (id === 'all') {
        const { changed, refused } = await tools.subscriptions.pauseAll(moment, by);
        if (changed.length + refused.length === 0) throw noneHere('There are no subscriptions here.');
        const next = buttons(button('Resume all', 'resume all'), button('Undo', 'undo'));
        const remarks = refusedRemark(refused);
        const said = changed.length === 0 ? 'paused nothing' : 'paused all subscriptions here';
        return tellTogether({ said, subscriptions: changed, by, message, remarks, next }, tools);
      }
      const found = await tools.subscriptions.find(id, by, (other) => commandLine('pause', other, until));
      const subscription = await tools.subscriptions.pause(found.id, moment, by);
      return tellDeed(
        { subscription, deed: 'paused', by, message, remarks: nothingLeftOut(found, subscription) },
        tools,
      );
    },
  });
}

/** Who pauses until Monday on a Sunday may have meant another one. */
function nothingLeftOut(before: Subscription, after: Subscription): readonly Block[] {
  const isSame = before.state === 'active' && before.nextAt !== undefined && before.nextAt === after.nextAt;
  return isSame ? [note('That leaves nothing out: it would not have come before then.')] : [];
}

import { bold, button, buttons, type Reply, reply, text, withCode } from '../core/reply.ts';

/** The answer where late orders are asked for and no rule says when one is: how it is set. */
export function noLateRule(): Reply {
  return reply(
    text(bold('No order can be called late: no rule for it is set.')),
    text(
      ...withCode(
        'Whoever runs this bot sets `late.rule` in the settings file (`FLOOR_FILE`) to `dueDate`, `predictedEnd` or `overAverage`.',
      ),
    ),
    buttons(button('Open orders', 'orders'), button('Paused', 'orders paused')),
  );
}

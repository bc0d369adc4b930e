import { commandLine } from '../answers/pages.ts';
import { type Command, command } from '../core/command.ts';
import { UserError } from '../core/errors.ts';
import { button, buttons } from '../core/reply.ts';
import type { Plant } from '../floor/plant.ts';
import { shiftWords } from '../floor/shift-words.ts';
import { shiftSummary } from '../summaries/shift-summary.ts';

/** `shift`: the hand-over of the shift that is going on, of the last one, or of another time. */
export function shift(plant: Plant): Command {
  return command({
    name: 'shift',
    summary: 'shift hand-over: done, running, paused and why, late, what comes next; of this shift, the last or a time',
    parameters: { wanted: shiftWords(plant) },
    examples: ['shift', 'shift last', 'shift yesterday 15:00', 'shift yesterday'],
    shared: true,
    async run({ wanted }, { now }) {
      const { words, ...span } = wanted;
      if (span.from > now) throw liesAhead(span.title);
      return (await shiftSummary(plant, { shift: span, now, line: commandLine('shift', words) })).reply;
    },
  });
}

const liesAhead = (title: string): UserError =>
  new UserError(`${title} lies ahead; \`orders queued\` tells what waits.`, {
    details: [buttons(button('What waits?', 'orders queued'), button('This shift', 'shift'))],
  });

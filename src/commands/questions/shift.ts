import type { Rule } from '../../language/rule.ts';

/** Questions about the hand-over of a shift. */
export const shiftQuestions: readonly Rule[] = [
  {
    intent: 'shift_handover',
    label: 'Handover of a shift',
    command: { name: 'shift', says: ['time', 'target', 'instance'] },
    answer: '`shift` tells what the shift going on hands over, `shift last` that of the one before.',
    answers: {
      target: '`shift` answers here; `subscribe shift` sends the hand-over somewhere at the end of each shift.',
    },
    examples: ['shift handover', 'what do i need to tell the next shift', 'shift last', 'shift'],
  },
];

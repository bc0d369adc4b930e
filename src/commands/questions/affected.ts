import type { Rule } from '../../language/rule.ts';

/** Questions about what robots found and what it does to the shop floor. */
export const affectedQuestions: readonly Rule[] = [
  {
    intent: 'cross_link',
    label: 'Robots and the shop floor',
    command: { name: 'affected', says: ['wo', 'station', 'near_station', 'agg', 'instance'] },
    answer:
      '`affected` lists the orders that stand by something the robots found wrong, of all or of one order, station or area; by anything else I cannot pick them.',
    examples: [
      'did the hot motor near Assembly 2 slow down any work orders',
      'does the finding at valve V-17 affect production',
      'is WO-3991420 held up by anything the robots found',
      'affected',
    ],
  },
];

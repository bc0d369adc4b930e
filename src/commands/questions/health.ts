import type { Rule } from '../../language/rule.ts';

/** Questions about the bot and its source. */
export const healthQuestions: readonly Rule[] = [
  {
    intent: 'bot_health',
    label: 'Health of the bot',
    command: { name: 'health' },
    examples: [
      'is scout up',
      'is orbit down',
      'is the bot alive',
      'are you connected to scout',
      'are you ok',
      'are you there',
      'health',
      'how old is this data',
      'is the data fresh',
    ],
  },
  {
    intent: 'bot_health',
    label: 'Health of the bot',
    needs: ['quota'],
    // It is told of this week.
    command: { name: 'health', told: ['time'] },
    examples: ['how many api calls are left'],
  },
];

import type { Rule } from '../../language/rule.ts';

/** Questions for a summary. */
export const summaryQuestions: readonly Rule[] = [
  {
    intent: 'summary_now',
    label: 'Summary',
    command: { name: 'summary', says: ['time', 'robot', 'robots', 'instance'] },
    answer:
      '`summary` answers here, `subscribe` sends it elsewhere on time, and `preview` shows what a subscription would send.',
    examples: ['summary', 'give me a summary', 'summary of last week', 'fleet summary', 'sum up yesterday'],
  },
  {
    intent: 'catch_up',
    label: 'What happened',
    command: { name: 'summary', says: ['time', 'robot', 'robots', 'instance'] },
    answer: '`summary` with a time such as `last night`, `since monday` or `last 2 days` tells what happened.',
    examples: [
      'what happened last night',
      'what did i miss',
      'catch me up',
      'what is new since monday',
      'did anything change in the last hour',
    ],
  },
];

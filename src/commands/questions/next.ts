import type { Rule } from '../../language/rule.ts';

/** Questions about what is planned. */
export const nextQuestions: readonly Rule[] = [
  {
    intent: 'schedule_next',
    label: 'What comes next',
    command: { name: 'next', says: ['robot', 'robots', 'mission', 'time', 'state', 'agg', 'instance'] },
    answer:
      '`next` lists what is planned, of all or of robots and missions, and within a time; `missions` shows the next start of each mission.',
    examples: [
      'what is next',
      'when is the next mission',
      'what comes next',
      "what's next for Rex",
      'next run of Rex',
      'when does Rex go out again',
      'when does Perimeter Patrol start',
    ],
  },
  {
    intent: 'schedule_list',
    label: 'What is planned',
    command: { name: 'next', says: ['robot', 'robots', 'mission', 'time', 'state', 'agg', 'instance'] },
    answer:
      '`next` lists what is planned, of all or of robots and missions, and within a time; a part of it by anything else I cannot pick yet.',
    examples: ['show me the calendar', 'what is planned', 'schedule of Rex', "what's scheduled"],
  },
];

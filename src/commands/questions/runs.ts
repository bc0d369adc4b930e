import type { Rule } from '../../language/rule.ts';

/** Questions about runs, several at once. */
export const runsQuestions: readonly Rule[] = [
  {
    intent: 'run_list',
    label: 'List of runs',
    command: { name: 'runs', says: ['robot', 'robots', 'mission', 'time', 'outcome', 'limit', 'exclude', 'instance'] },
    answer:
      '`runs` can be narrowed by robots and missions, a status, a time and how many; more than that it cannot do yet.',
    examples: [
      'show all runs of yesterday',
      'runs this week',
      'which missions ran today',
      'last 5 runs of Rex',
      'failed missions in the last 24 hours',
      'runs',
      'what failed today',
      'did anything fail last night',
      'which robots failed yesterday',
      'what did Rex do yesterday',
      'everything yesterday except teleop',
      'what ran at 15:00',
    ],
  },
];

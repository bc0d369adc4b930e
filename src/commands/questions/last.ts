import type { Rule } from '../../language/rule.ts';

/** Questions about the run that was last. */
export const lastQuestions: readonly Rule[] = [
  {
    intent: 'run_last',
    label: 'The last mission',
    command: { name: 'last', says: ['robot', 'robots', 'mission', 'outcome', 'time', 'offset', 'instance'] },
    answer:
      '`last` tells of the newest run, of all or of a robot or mission, by status and time; `last back 1` of the one before it.',
    examples: [
      'how did the last mission go',
      'last mission please',
      'last run of Rex',
      'when did Rex last run',
      'how was the last run of Perimeter Patrol',
      'did the last mission succeed',
      'did Perimeter Patrol finish',
      'how did Perimeter Patrol go',
      'did Perimeter Patrol succeed',
      'how was Perimeter Patrol',
      'Perimeter Patrol',
      'the run before that',
      'the run before the last one of Rex',
    ],
  },
];

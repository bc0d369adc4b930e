import type { Rule } from '../../language/rule.ts';

/** Questions about the run that was last. */
export const lastQuestions: readonly Rule[] = [
  {
    intent: 'run_last',
    label: 'The last mission',
    needs: ['last', ['mission', 'run', '@mission', '@robot', '@norobot', '@nomission']],
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
    ],
  },
  {
    intent: 'run_last',
    label: 'The last run of it',
    needs: [
      ['@mission', '@nomission', '@robot'],
      ['succeeded', 'done', 'failed', 'went'],
    ],
    command: { name: 'last', says: ['robot', 'robots', 'mission', 'outcome', 'time', 'offset', 'instance'] },
    answer:
      '`last` tells of the newest run, of all or of a robot or mission, by status and time; `last back 1` of the one before it.',
    examples: ['did Perimeter Patrol finish', 'how did Perimeter Patrol go', 'did Perimeter Patrol succeed'],
  },
  {
    intent: 'run_last',
    label: 'The last run of it',
    needs: [['@mission', '@nomission']],
    command: { name: 'last', says: ['mission', 'outcome', 'time', 'offset', 'instance'] },
    answer:
      '`last` tells of the newest run, of all or of a robot or mission, by status and time; `last back 1` of the one before it.',
    examples: ['how was Perimeter Patrol', 'Perimeter Patrol'],
  },
  {
    intent: 'run_last',
    label: 'The one before',
    needs: ['before_it'],
    slots: { offset: 1 },
    command: { name: 'last', says: ['robot', 'robots', 'mission', 'outcome', 'time', 'offset', 'instance'] },
    answer: '`last back 1` tells of the run before the last, `last back 2` of the one before that.',
    examples: ['the one before that', 'the run before the last one of Rex'],
  },
];

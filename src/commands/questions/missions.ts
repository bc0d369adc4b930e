import type { Rule } from '../../language/rule.ts';

/** Questions about the missions there are. */
export const missionsQuestions: readonly Rule[] = [
  {
    intent: 'schedule_list',
    label: 'All missions',
    needs: ['mission', ['which', 'what', 'show', 'all', 'how_many'], ['exist', 'all', 'show']],
    may: ['any', 'robot'],
    not: [
      'run',
      'running',
      'failed',
      'succeeded',
      'stopped',
      'last',
      'next',
      '@time',
      '@mission',
      '@robot',
      'most',
      'now',
      'done',
      'schedule',
      'picture',
      'skipped',
      'missed',
      'action',
      'it',
      'overlap',
      'why',
      'rate',
    ],
    takes: ['agg'],
    command: { name: 'missions' },
    favour: 0.1,
    examples: ['which missions are there', 'list all missions', 'show missions'],
  },
];

import type { Rule } from '../../language/rule.ts';

/** Questions about runs, several at once. */
export const runsQuestions: readonly Rule[] = [
  {
    intent: 'run_list',
    label: 'List of runs',
    needs: [
      ['run', 'mission', '@mission'],
      [
        'show',
        'all',
        '@time',
        '@number',
        'which',
        'what',
        'any',
        'failed',
        'error',
        'succeeded',
        'stopped',
        'skipped',
        'missed',
        'run',
        'three',
        'five',
        'ten',
      ],
    ],
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
    ],
  },
  {
    intent: 'run_list',
    label: 'What failed',
    needs: [
      ['failed', 'error', 'stopped', 'skipped', 'succeeded', 'missed'],
      ['what', 'any', 'which', 'show', 'who', 'all', '@time'],
    ],
    command: { name: 'runs', says: ['robot', 'robots', 'mission', 'time', 'outcome', 'limit', 'exclude', 'instance'] },
    answer:
      '`runs failed` can be narrowed by robots and missions, a time and how many; more than that it cannot do yet.',
    examples: ['what failed today', 'did anything fail last night', 'which robots failed yesterday'],
  },
  {
    intent: 'run_list',
    label: 'What it did',
    needs: [
      ['@time', '@span'],
      ['@robot', '@norobot', 'run', 'teleop', 'running', 'all', 'fleet'],
    ],
    command: { name: 'runs', says: ['robot', 'robots', 'mission', 'time', 'outcome', 'limit', 'exclude', 'instance'] },
    answer:
      '`runs` can be narrowed by robots and missions, a status, and a time such as `yesterday` or `2026-10-20 14:00..18:00`; more than that it cannot do yet.',
    examples: ['what did Rex do yesterday', 'everything yesterday except teleop', 'what ran at 15:00'],
  },
];

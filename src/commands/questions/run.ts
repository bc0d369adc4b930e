import type { Rule } from '../../language/rule.ts';

/** Questions about one run, its actions and why it ended as it did. */
export const runQuestions: readonly Rule[] = [
  {
    intent: 'run_detail',
    label: 'One run in detail',
    command: { name: 'run', says: ['run_id'] },
    examples: ['details of run 4f2a91', 'open run 7be0aa', 'tell me everything about run c19d44e2'],
  },
  {
    intent: 'run_why',
    label: 'Why it failed',
    needs: [
      ['@robot', '@norobot', '@mission', '@nomission', '@id', 'last', 'run', 'mission', 'failed', 'stopped', 'problem'],
    ],
    command: { name: 'run', says: ['robot', 'mission', 'run_id'] },
    answer:
      "`run` with a robot, a mission or an ID shows what its newest run's log says went wrong; for an earlier one take its ID from `runs`.",
    examples: [
      'why did Rex fail',
      'why did the last mission fail',
      'what went wrong on Perimeter Patrol',
      'why was the run of Rex stopped',
      'what was the problem with the last run',
      'what was wrong with Perimeter Patrol',
    ],
  },
  {
    intent: 'run_why',
    label: 'Why',
    answer: 'Why what? Name a robot, a mission or a run: `run Rex` shows what its log says went wrong.',
    examples: ['why', 'why is that'],
  },
  {
    intent: 'events_list',
    label: 'Actions of a run',
    command: { name: 'run', says: ['robot', 'mission', 'run_id'] },
    answer:
      'The actions are shown with their results by `run` and a robot, a mission or an ID; only some of them I cannot pick yet.',
    examples: [
      'which actions did the last run of Rex have',
      'actions of Perimeter Patrol',
      'list the actions of run 7be0aa',
    ],
  },
];

import type { Rule } from '../../language/rule.ts';

const NOW = 'I show how all robots stand now, not at another time: write `robots`, or `summary` with a time.';

/** Questions about all robots or some. */
export const robotsQuestions: readonly Rule[] = [
  {
    intent: 'fleet_status',
    label: 'All robots',
    command: { name: 'robots', says: ['instance'] },
    withoutRobots: { name: 'summary', says: ['time', 'instance'] },
    answer: NOW,
    examples: ['status', 'what is the status', 'how is it going'],
  },
  {
    intent: 'fleet_status',
    label: 'All robots',
    needs: [['robot', 'fleet', 'mission']],
    command: { name: 'robots', says: ['instance'] },
    answer: NOW,
    examples: ['how are the robots', 'what are the robots doing', 'how is the fleet', 'fleet status'],
  },
  {
    intent: 'robot_list',
    label: 'All robots',
    command: { name: 'robots', says: ['state', 'agg', 'instance'] },
    answer:
      'I can list all robots, or those in a state: `robots`, `robots running`, `robots offline`. A list by anything else I cannot make yet.',
    examples: [
      'list robots',
      'show me the robots',
      'which robots do we have',
      'all robots',
      'which robots are idle',
      'who is charging',
      'any robot stuck',
      'robots with low battery',
      'which robots are running',
      'robots that are paused',
    ],
  },
  {
    intent: 'problem_summary',
    label: 'What is wrong',
    command: { name: 'summary', says: ['time', 'instance'] },
    answer: '`summary` tells what is wrong, now or of a time.',
    examples: [
      'anything wrong',
      'any problems',
      'what needs attention',
      'are there issues',
      'what is broken right now',
      'show what is not working',
      'is something broken',
      'show me what is not working',
    ],
  },
];

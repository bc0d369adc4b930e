import type { Rule } from '../../language/rule.ts';

/** Questions about all robots or some. */
export const robotsQuestions: readonly Rule[] = [
  {
    intent: 'fleet_status',
    label: 'All robots',
    needs: [
      ['robot', 'fleet', 'all'],
      ['status', 'overview', 'how', 'fine', 'health'],
    ],
    command: { name: 'robots', says: ['instance'] },
    answer: 'I show how all robots stand now, not at another time: write `robots`, or `summary` with a time.',
    examples: [
      'how are the robots',
      'what are the robots doing',
      'how is the fleet',
      'fleet status',
      'is everything ok',
    ],
  },
  {
    intent: 'fleet_status',
    label: 'All robots',
    needs: [['status']],
    command: { name: 'robots', says: ['instance'] },
    examples: ['status', 'what is the status'],
  },
  {
    intent: 'robot_list',
    label: 'All robots',
    needs: ['robot'],
    command: { name: 'robots', says: ['state', 'agg', 'instance'] },
    answer:
      'I can list all robots, or those in a state: `robots`, `robots running`, `robots offline`. A list by anything else I cannot make yet.',
    examples: ['list robots', 'show me the robots', 'which robots do we have', 'all robots'],
  },
  {
    intent: 'robot_list',
    label: 'All robots',
    needs: [
      ['robot', 'who', 'any', 'which', 'show', 'what'],
      ['offline', 'charging', 'low', 'stuck', 'dock', 'idle', 'online'],
    ],
    command: { name: 'robots', says: ['state', 'agg', 'instance'] },
    answer:
      'A list of robots by that I cannot make yet. `robots` shows what each does now, with battery and connection where Scout reports them.',
    examples: ['which robots are idle', 'who is charging', 'any robot stuck', 'robots with low battery'],
  },
  {
    intent: 'robot_list',
    label: 'All robots',
    needs: ['robot', ['running', 'paused', 'disabled']],
    command: { name: 'robots', says: ['state', 'agg', 'instance'] },
    examples: ['which robots are running', 'robots that are paused'],
  },
  {
    intent: 'problem_summary',
    label: 'What is wrong',
    needs: ['problem'],
    command: { name: 'summary', says: ['time', 'instance'] },
    answer: '`summary` tells what is wrong, now or of a time.',
    examples: ['anything wrong', 'any problems', 'what needs attention', 'are there issues'],
  },
  {
    intent: 'problem_summary',
    label: 'What is wrong',
    needs: [
      ['failed', 'down', 'not'],
      ['what', 'show', 'any'],
      ['now', 'running', 'health'],
    ],
    command: { name: 'summary', says: ['instance'] },
    examples: ['what is broken right now', 'show what is not working'],
  },
  {
    intent: 'problem_summary',
    label: 'What is wrong',
    needs: ['broken'],
    command: { name: 'summary', says: ['instance'] },
    examples: ['is something broken', 'show me what is not working'],
  },
];

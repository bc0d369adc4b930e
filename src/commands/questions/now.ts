import type { Rule } from '../../language/rule.ts';

/** Questions about what is running. */
export const nowQuestions: readonly Rule[] = [
  {
    intent: 'run_current',
    label: 'What is running',
    command: { name: 'now', says: ['instance'] },
    withoutRobots: { name: 'orders', words: 'in-progress', says: ['instance'] },
    examples: ['what is running', "what's running right now", 'is anything running'],
  },
  {
    intent: 'run_current',
    label: 'What is running',
    needs: [['robot', 'fleet', 'mission']],
    command: { name: 'now', says: ['instance'] },
    examples: ['which missions are in progress'],
  },
  {
    intent: 'run_current',
    label: 'What is running',
    needs: [['@mission', '@nomission']],
    command: { name: 'runs', words: 'running', says: ['robot', 'robots', 'mission', 'instance'] },
    answer: '`now` shows everything that is running, with its progress.',
    examples: ['how far along is Perimeter Patrol'],
  },
  {
    intent: 'run_current',
    label: 'What is running',
    needs: [['@robot', '@norobot']],
    command: { name: 'robot', says: ['robot', 'robots'] },
    answer: '`now` shows everything that is running, with its progress.',
    examples: ['is Rex still running', 'what mission is Rex on', 'is Rex done yet'],
  },
];

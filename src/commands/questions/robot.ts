import type { Rule } from '../../language/rule.ts';

const NOT_REPORTED =
  'Where a robot is or which dock it stands on is not reported by Scout to me; what it does now is shown by `robot NAME`.';

/** Questions about one robot. */
export const robotQuestions: readonly Rule[] = [
  {
    intent: 'robot_status',
    label: 'One robot',
    needs: [['@robot', '@norobot']],
    command: { name: 'robot', says: ['robot', 'robots', 'state'] },
    answer: 'Write `robot NAME`, `robot Rex, Daisy` for several, or `robots` for all.',
    examples: ['how is Rex', 'what is Rex doing', 'robot Rex', 'is Rex ok', 'Rex status', 'Rex'],
  },
  {
    intent: 'robot_status',
    label: 'One robot',
    answer: 'Which robot? Write `robot NAME`, or `robots` for all.',
    examples: ['how is that robot'],
  },
  {
    intent: 'robot_battery',
    label: 'Battery',
    needs: [['@robot', '@norobot']],
    command: { name: 'robot', words: 'battery', says: ['robot', 'robots'] },
    answer: 'Write `robot battery NAME`, or `robots` for all; the battery is shown where Scout reports it.',
    examples: ['battery of Rex', 'how much charge does Rex have', 'Rex batt', 'does Rex need charging soon'],
  },
  {
    intent: 'robot_battery',
    label: 'Battery of all robots',
    command: { name: 'robots', says: ['agg', 'instance'] },
    answer: '`robots` shows all with their battery where Scout reports it; `robot battery NAME` one of them.',
    examples: ['battery levels', 'who has the lowest battery', 'battery of all robots'],
  },
  {
    intent: 'robot_location',
    label: 'Where it is',
    needs: [['@robot', '@norobot']],
    command: { name: 'robot', words: 'location', says: ['robot', 'robots'] },
    answer: NOT_REPORTED,
    examples: ['where is Rex', 'which dock is Rex on', 'location of Rex'],
  },
  {
    intent: 'robot_location',
    label: 'Where they are',
    answer: NOT_REPORTED,
    examples: ['where are the robots'],
  },
];

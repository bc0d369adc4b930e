import type { Rule } from '../../language/rule.ts';

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
    intent: 'robot_battery',
    label: 'Battery',
    needs: ['battery', ['@robot', '@norobot']],
    command: { name: 'robot', says: ['robot', 'robots'] },
    answer: 'Write `robot battery NAME`, or `robots` for all; the battery is shown where Scout reports it.',
    examples: ['battery of Rex', 'how much charge does Rex have', 'Rex batt'],
  },
  {
    intent: 'robot_battery',
    label: 'Battery of all robots',
    needs: ['battery'],
    command: { name: 'robots', says: ['agg'] },
    examples: ['battery levels', 'who has the lowest battery', 'battery of all robots'],
  },
  {
    intent: 'robot_location',
    label: 'Where it is',
    needs: [
      ['where', 'location', 'dock'],
      ['@robot', '@norobot', 'it'],
    ],
    command: { name: 'robot', says: ['robot', 'robots'] },
    answer:
      'Where a robot is or which dock it stands on is not reported by Scout to me; what it does now is shown by `robot NAME`.',
    examples: ['where is Rex', 'which dock is Rex on', 'location of Rex'],
  },
  {
    intent: 'robot_location',
    label: 'Where they are',
    needs: [
      ['where', 'location'],
      ['robot', 'fleet', 'who'],
    ],
    answer:
      'Where a robot is or which dock it stands on is not reported by Scout to me; what it does now is shown by `robot NAME`.',
    examples: ['where are the robots'],
  },
  {
    intent: 'robot_battery',
    label: 'Battery',
    needs: ['charging', ['@robot', '@norobot'], 'next'],
    command: { name: 'robot', says: ['robot', 'robots'] },
    examples: ['does Rex need charging soon'],
  },
];

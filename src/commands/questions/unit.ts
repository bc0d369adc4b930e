import type { Rule } from '../../language/rule.ts';

const ONE =
  'Which unit? A unit is a product: `unit NAME` tells where it is built and how long that takes. Single pieces by their serial number cannot be looked up.';

/** An aspect of one unit: the words that ask for it. */
const aspect = (words: string, label: string, needs: Rule['needs'], examples: readonly string[]): Rule => ({
  intent: 'unit_status',
  label,
  ...(needs && { needs }),
  command: { name: 'unit', words, says: ['unit'], required: ['unit'] },
  answer: ONE,
  examples,
});

/** Questions about what is built. */
export const unitQuestions: readonly Rule[] = [
  {
    intent: 'unit_status',
    label: 'A unit',
    command: { name: 'unit', says: ['unit'], required: ['unit'] },
    answer: ONE,
    examples: ['serial 88-104-2 status', 'unit 454-23-17'],
  },
  aspect(
    'steps',
    'Steps of a unit',
    ['action'],
    ['which step of unit 454-23-17 takes longest', 'unit steps 454-23-17'],
  ),
  aspect(
    'time',
    'Build time of a unit',
    [['average', 'duration', 'how_long']],
    ['what is the average build time of unit 454-23-17', 'unit time 454-23-17'],
  ),
  aspect(
    'where',
    'Where a unit is built',
    [['where', 'station']],
    ['which station is building unit 454-23-17', 'unit where 454-23-17'],
  ),
  {
    intent: 'station_list',
    label: 'Where a product is built',
    command: { name: 'unit', words: 'where', says: ['product', 'instance'], told: ['state'], required: ['product'] },
    answer: ONE,
    examples: ['which stations are building gearboxes'],
  },
];

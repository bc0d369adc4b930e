import type { Rule, Sign } from '../../language/rule.ts';

const LISTS =
  '`machines` lists all with what they do, `machines down` those that do not work; with a time it tells how long and how often.';
/** Words that tell of something that it does not work. */
export const DOWN: readonly Sign[] = [
  'down',
  'broken',
  'stop',
  'stopped',
  'stuck',
  'offline',
  'problem',
  'failed',
  'error',
];

/** Questions about machines. */
export const machinesQuestions: readonly Rule[] = [
  {
    intent: 'station_list',
    label: 'Machines that are down',
    needs: ['machine', DOWN],
    command: { name: 'machines', words: 'down', says: ['agg', 'instance', 'format'], told: ['state'] },
    answer: LISTS,
    examples: ['which machines are down', 'machines down', 'is any machine broken'],
  },
  {
    intent: 'station_list',
    label: 'Machines',
    needs: ['machine'],
    command: { name: 'machines', says: ['agg', 'instance', 'format'], told: ['state'] },
    answer: LISTS,
    examples: ['list the machines on the floor', 'machines', 'what are the machines on the floor doing'],
  },
  {
    intent: 'station_stats',
    label: 'Why machines stop',
    needs: ['why', [...DOWN, 'paused', 'pause']],
    answer:
      'Reasons of stops are not reported by this API: `machines` with a time tells how long and how often, `orders paused` why orders rest now.',
    examples: ['top reasons for stops this week'],
  },
  {
    intent: 'station_stats',
    label: 'Stops of a machine',
    needs: [['machine', '@station', '@asset'], DOWN],
    command: {
      name: 'machines',
      says: ['station', 'time', 'instance'],
      told: ['metric', 'group_by', 'agg'],
      required: ['time'],
    },
    answer: LISTS,
    examples: ['how many times did press 3 stop this shift', 'down time per machine today', 'machines down today'],
  },
];

import type { Rule } from '../../language/rule.ts';

const LISTS =
  '`stations` lists all, or those that are running, idle, paused or unmanned, or in one work area: `stations idle`, `stations Assembly`.';
const AGE = '`stations paused` tells since when each one rests; I cannot pick them by how long.';
const STATE = 'Whether a station can be reached is not reported by this API; `stations` tells what each one does.';

/** Questions about stations, several at once. */
export const stationsQuestions: readonly Rule[] = [
  {
    intent: 'station_list',
    label: 'Stations',
    command: { name: 'stations', says: ['state', 'agg', 'format', 'instance'] },
    answer: LISTS,
    answers: { min_age: AGE, state: STATE },
    examples: [
      'which stations are idle',
      'list stations',
      'what is running on the shop floor',
      'stations running',
      'stations paused',
    ],
  },
  {
    intent: 'station_list',
    label: 'Work that waits',
    needs: ['load'],
    command: { name: 'stations', words: 'load', says: ['instance'], told: ['agg', 'state'] },
    answer: LISTS,
    examples: ['which work area is most loaded', 'stations load', 'workload of the stations'],
  },
  {
    intent: 'station_list',
    label: 'Stations without anybody',
    needs: [
      ['operator', 'who'],
      ['nothing', 'not'],
    ],
    command: { name: 'stations', words: 'unmanned', says: ['instance'], told: ['agg', 'state'] },
    answer: LISTS,
    examples: ['is anything running with nobody signed in', 'stations with no one signed in'],
  },
  {
    intent: 'station_list',
    label: 'Stations without anybody',
    needs: ['unmanned'],
    command: { name: 'stations', words: 'unmanned', says: ['instance'], told: ['agg', 'state'] },
    answer: LISTS,
    examples: ['stations unmanned', 'unmanned stations'],
  },
];

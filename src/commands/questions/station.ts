import type { Rule } from '../../language/rule.ts';
import { DOWN } from './machines.ts';

const ONE = 'Which station? Write `station NAME`, or `stations` for all.';
const STANDING =
  'Who is signed in, what rests and what is next I know only as it stands now; `station hours NAME` with a time tells the hours applied there.';

/** An aspect of one station: the words that ask for it. */
const aspect = (words: string, label: string, needs: Rule['needs'], examples: readonly string[]): Rule => ({
  intent: 'station_status',
  label,
  ...(needs && { needs }),
  command: { name: 'station', words, says: ['station', 'time'], required: ['station'] },
  answer: ONE,
  answers: { time: STANDING },
  examples,
});

/** What is named like a machine, and is no station that the plant knows. */
const machine = (needs: Rule['needs'], examples: readonly string[]): Rule => ({
  intent: 'station_status',
  label: 'A machine',
  ...(needs && { needs }),
  command: { name: 'machines', says: ['station', 'time'], required: ['station'] },
  answer: ONE,
  examples,
});

/** Questions about one station. */
export const stationQuestions: readonly Rule[] = [
  {
    intent: 'station_status',
    label: 'A station',
    command: { name: 'station', says: ['station', 'time'], required: ['station'] },
    answer: ONE,
    examples: ['what is Assembly 2 running', 'station Assembly 2', 'how is Packing 2'],
  },
  aspect('people', 'Who is at a station', [['who', 'operator']], ['who is at Kitting 1', 'station people Kitting 1']),
  aspect(
    'hours',
    'Hours applied at a station',
    ['applied'],
    ['how many hours were applied at Assembly 1 this week', 'station hours Assembly 1'],
  ),
  machine(['machine', DOWN], ['is press 3 down']),
  machine(['machine'], ['machines Press 3']),
  aspect(
    'pause',
    'Why a station rests',
    [['why', 'paused', 'pause', 'stopped', 'how_long']],
    ['how long has Kitting 2 been paused', 'why is Kitting 2 paused', 'station pause Kitting 2'],
  ),
  aspect(
    'queue',
    'What is next at a station',
    [['next', 'waiting']],
    ['what is next at Kitting 1', 'station queue Kitting 1'],
  ),
  {
    intent: 'station_status',
    label: 'Hours of a person',
    needs: ['how_long', ['@norobot', '@user']],
    answer: 'Hours of one person I do not tell; `station hours NAME` tells those of all at a station.',
    examples: ['how many hours did Tom work at Assembly 1'],
  },
  {
    intent: 'station_stats',
    label: 'Hours applied at a station',
    needs: ['applied'],
    command: { name: 'station', words: 'hours', says: ['station', 'time'], told: ['metric'], required: ['station'] },
    answer: ONE,
    examples: ['applied hours of Assembly 1 last week'],
  },
];

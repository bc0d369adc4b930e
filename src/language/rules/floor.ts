import type { Rule } from '../rule.ts';

const FLOOR =
  'I know nothing of the shop floor yet, neither work orders nor stations nor units: only robots and what they inspect.';
/** Questions about the shop floor. */
export const floorRules: readonly Rule[] = [
  {
    intent: 'wo_status',
    label: 'A work order',
    answer: FLOOR,
    examples: [
      'what is the status of WO-9867432',
      'who is working on WO-3991420',
      'when will work order 3991420 be done',
    ],
  },
  {
    intent: 'wo_list',
    label: 'Work orders',
    answer: FLOOR,
    examples: [
      'which work orders are late',
      'open wos',
      'any paused work orders',
      'how many open work orders do we have',
      'what is queued at Kitting 1',
    ],
  },
  {
    intent: 'wo_stats',
    label: 'Output of the floor',
    answer: FLOOR,
    examples: ['how many units did we build today', 'first pass yield this week', 'are we on pace'],
  },
  {
    intent: 'station_status',
    label: 'A station',
    answer: FLOOR,
    examples: ['what is Assembly 2 running', 'is press 3 down', 'how long has Kitting 2 been paused'],
  },
  {
    intent: 'station_list',
    label: 'Stations',
    answer: FLOOR,
    examples: ['which stations are idle', 'list stations', 'what is running on the shop floor'],
  },
  {
    intent: 'station_stats',
    label: 'Output of a station',
    answer: FLOOR,
    examples: ['output of Assembly 1 this week', 'which station made the most units today'],
  },
  {
    intent: 'unit_status',
    label: 'A unit',
    answer: FLOOR,
    examples: ['which station is building unit 454-23-17', 'serial 88-104-2 status'],
  },
  {
    intent: 'cross_link',
    label: 'Robots and the shop floor',
    answer:
      'What the robots find and what it does to the shop floor I cannot bring together yet: I know nothing of the shop floor.',
    examples: [
      'did the hot motor near Assembly 2 slow down any work orders',
      'does the finding at valve V-17 affect production',
    ],
  },
];

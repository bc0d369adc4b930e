import type { Rule } from '../rule.ts';

const STATISTICS =
  'Numbers by robot, mission or day I cannot count yet; `summary` with a time tells runs, failures and distance.';
const COMPARISON =
  'I cannot set two robots or two times against each other yet; `summary` with a time tells one of them.';

/** Questions for numbers about runs. */
export const statisticsRules: readonly Rule[] = [
  {
    intent: 'run_stats',
    label: 'Numbers about runs',
    answer: STATISTICS,
    examples: [
      'how many missions ran this week',
      'success rate of Perimeter Patrol',
      'how far did Rex walk yesterday',
      'how many failures did Rex have',
      'runs per day last week',
      'which robot drove most this month',
      'which mission fails the most',
      'who ran the most missions',
    ],
  },
  {
    intent: 'run_compare',
    label: 'A comparison',
    answer: COMPARISON,
    examples: [
      'compare Rex and Rex-2',
      'more failures than last week',
      'success rate this month compared to last month',
      'who did more runs this week, Rex or Rex-2',
    ],
  },
  {
    intent: 'reading_value',
    label: 'A measured value',
    answer:
      'A value by its place I cannot look up yet; `run` with a robot or mission shows what its newest run measured.',
    examples: [
      'how hot is motor m-4',
      'what is the pressure on Boiler 1',
      'gauge readings of the last run',
      'highest temperature today',
      'what did valve V-17 read this morning',
    ],
  },
  {
    intent: 'reading_trend',
    label: 'A value over time',
    answer: 'Values over time I cannot draw yet; `run` with a robot or mission shows what its newest run measured.',
    examples: [
      'trend of the temperature of motor m-4',
      'is motor m-4 getting hotter',
      'plot the pressure of Boiler 2 over the last 7 days',
    ],
  },
  {
    intent: 'reading_compare',
    label: 'Two values',
    answer:
      'I cannot set two values against each other yet; `run` with a robot or mission shows what its newest run measured.',
    examples: ['is motor m-4 hotter than last week', 'pressure of Boiler 1 today compared to yesterday'],
  },
];

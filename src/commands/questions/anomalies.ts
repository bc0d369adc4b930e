import type { Rule } from '../../language/rule.ts';

/** Questions about what inspections found wrong. */
export const anomaliesQuestions: readonly Rule[] = [
  {
    intent: 'anomaly_list',
    label: 'Anomalies',
    command: {
      name: 'anomalies',
      says: [
        'robot',
        'robots',
        'mission',
        'time',
        'anomaly_status',
        'severity_min',
        'asset',
        'limit',
        'agg',
        'instance',
      ],
    },
    answer:
      '`anomalies` lists open or closed ones or all, by robot, mission, asset, severity and time; by anything else I cannot pick them yet.',
    examples: [
      'any anomalies',
      'open anomalies',
      'are there any alerts',
      'how many anomalies this week',
      'closed anomalies of last week',
      'what did the robots find today',
      'anything unusual found',
    ],
  },
];

import type { Rule } from '../../language/rule.ts';

/** Questions about requests for maintenance. */
export const maintenanceQuestions: readonly Rule[] = [
  {
    intent: 'wo_list',
    label: 'Requests for maintenance',
    needs: ['maintenance'],
    command: { name: 'maintenance', says: ['wo_status', 'time', 'station', 'agg', 'format', 'instance'] },
    answer:
      '`maintenance` lists the open requests, `maintenance closed` or `all` others; a time and a station or machine narrow them.',
    examples: [
      'any open maintenance requests for Assembly 2',
      'open maintenance requests',
      'which maintenance requests were closed this week',
      'maintenance',
    ],
  },
];

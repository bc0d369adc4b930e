import type { Rule } from '../../language/rule.ts';

/** Questions about pictures. */
export const photosQuestions: readonly Rule[] = [
  {
    intent: 'capture_show',
    label: 'Pictures',
    needs: ['picture'],
    may: [
      'show',
      'last',
      'run',
      'mission',
      'any',
      'what',
      'all',
      'thermal',
      'visual',
      'acoustic',
      'send',
      'me',
      'robot',
      'it',
      'subscribe',
      'now',
      'since',
    ],
    not: ['how_many', 'notify', 'daily', 'weekly', 'why', 'anomaly', '@order', 'work_order'],
    takes: ['robot', 'mission', 'time', 'asset', 'modality', 'run_id'],
    command: { name: 'photos', says: ['robot', 'mission', 'run_id'] },
    answer:
      "`photos` shows the pictures of one run: of the newest, of a robot's or a mission's newest, or by its ID. By time, place or kind I cannot pick them yet.",
    favour: 0.2,
    examples: ['show me the last pictures', 'photos of Rex', 'pictures of the last run', 'show me the pictures'],
  },
  {
    intent: 'capture_show',
    label: 'Pictures',
    needs: [['@asset', '@robot', '@mission'], 'looks'],
    takes: ['robot', 'mission', 'time', 'asset'],
    answer:
      "`photos` shows the pictures of one run: of the newest, of a robot's or a mission's newest, or by its ID. By time, place or kind I cannot pick them yet.",
    favour: 0.2,
    examples: ['what did Panel 7 look like yesterday', 'let me see what Rex saw'],
  },
];

import type { Rule } from '../../language/rule.ts';

/** Questions about pictures. */
export const photosQuestions: readonly Rule[] = [
  {
    intent: 'capture_show',
    label: 'Pictures',
    command: {
      name: 'photos',
      says: ['robot', 'robots', 'mission', 'run_id', 'time', 'modality', 'asset', 'limit', 'instance'],
    },
    answer:
      '`photos` shows pictures of a run by its ID, or by robot, mission, asset, kind and time; by anything else I cannot pick them yet.',
    examples: [
      'show me the last pictures',
      'photos of Rex',
      'pictures of the last run',
      'show me the pictures',
      'what did Panel 7 look like yesterday',
      'let me see what Rex saw',
    ],
  },
];

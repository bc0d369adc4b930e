import type { Rule } from '../rule.ts';

/** Questions about the calendar and about summaries that no command answers. */
export const scheduleRules: readonly Rule[] = [
  {
    intent: 'schedule_detail',
    label: 'One planned start',
    answer: '`next` shows what is planned with how often it repeats, and what is switched off.',
    examples: [
      'how often does Perimeter Patrol run',
      'is Perimeter Patrol disabled',
      'does Perimeter Patrol repeat',
      'schedule settings of Perimeter Patrol',
    ],
  },
  {
    intent: 'schedule_explain',
    label: 'Why a planned start did not happen',
    answer: 'Why a planned start did not happen I cannot tell yet: `next` shows what is switched off, `runs` what ran.',
    examples: ['why did Perimeter Patrol not run last night', 'why was no mission started', 'why did Rex start late'],
  },
  {
    intent: 'schedule_explain',
    label: 'The change of clocks',
    needs: ['dst'],
    answer: 'What the change of clocks does to planned starts I cannot tell yet; `next` shows them in your own time.',
    examples: ['will the clock change affect the schedule'],
  },
  {
    intent: 'summary_explain',
    label: 'Why a summary did not come',
    answer: '`subscriptions` shows for each how the last one went.',
    examples: ['why was there no summary this morning', 'where is my summary', 'the report came late'],
  },
];

import type { Rule } from '../../language/rule.ts';

/** Questions about the missions there are. */
export const missionsQuestions: readonly Rule[] = [
  {
    intent: 'schedule_list',
    label: 'All missions',
    needs: ['mission', ['which', 'what', 'show', 'all', 'how_many'], ['exist', 'all', 'show']],
    command: { name: 'missions' },
    examples: ['which missions are there', 'list all missions', 'show missions'],
  },
];

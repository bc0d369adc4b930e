import type { Rule } from '../../language/rule.ts';

/** Questions about what can be asked, and small talk. */
export const helpQuestions: readonly Rule[] = [
  {
    intent: 'help',
    label: 'Help',
    command: { name: 'help' },
    examples: ['help', 'what can you do', 'how do you work', 'which commands are there'],
  },
  { intent: 'greeting', label: 'Hello', command: { name: 'help' }, examples: ['hello', 'hi', 'good morning'] },
  {
    intent: 'thanks',
    label: 'Thanks',
    answer: 'You are welcome.',
    examples: ['thanks', 'thank you very much', 'cheers'],
  },
  {
    intent: 'page_next',
    label: 'The next page',
    answer: 'There is nothing to turn the page of. Ask for a list first, for example `runs`.',
    examples: ['next page', 'show more', 'more'],
  },
];

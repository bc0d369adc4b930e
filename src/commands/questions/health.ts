import type { Rule } from '../../language/rule.ts';

/** Questions about the bot and its source. */
export const healthQuestions: readonly Rule[] = [
  {
    intent: 'bot_health',
    label: 'Health of the bot',
    needs: [
      ['health', 'fine', 'online', 'offline', 'down', 'connection', 'status', 'version', 'problem', 'how', 'running'],
      ['server', 'bot'],
    ],
    command: { name: 'health' },
    examples: ['is scout up', 'is orbit down', 'is the bot alive', 'are you connected to scout'],
  },
  {
    intent: 'bot_health',
    label: 'Health of the bot',
    needs: ['health'],
    command: { name: 'health' },
    examples: ['are you ok', 'are you there', 'health'],
  },
  {
    intent: 'bot_health',
    label: 'How fresh the data is',
    needs: ['fresh'],
    command: { name: 'health' },
    examples: ['how old is this data', 'is the data fresh'],
  },
  {
    intent: 'bot_health',
    label: 'Health of the bot',
    needs: ['quota'],
    answer:
      'I keep no quota of calls to Scout: the answers are shared and cached. `health` shows how the connection stands.',
    examples: ['how many api calls are left'],
  },
];

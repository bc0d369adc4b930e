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
    may: ['what', 'now', 'fresh', 'data', 'show', 'who', 'any'],
    not: ['@robot', '@norobot', 'secret', '@mission', 'why', 'help', 'robot', 'work_order', 'summary', 'mission'],
    command: { name: 'health' },
    favour: 0.15,
    examples: ['is scout up', 'is orbit down', 'is the bot alive', 'are you connected to scout'],
  },
  {
    intent: 'bot_health',
    label: 'Health of the bot',
    needs: ['health'],
    may: ['bot', 'what', 'show', 'greet', 'status', 'fresh'],
    not: ['@robot', '@norobot', 'robot', 'fleet', 'server', 'all', 'mission', 'not', '@mission', 'why', 'who'],
    command: { name: 'health' },
    examples: ['are you ok', 'are you there', 'health'],
  },
  {
    intent: 'bot_health',
    label: 'How fresh the data is',
    needs: ['fresh'],
    may: ['data', 'what', 'how', 'server', 'status', 'it', 'when', 'last', 'show', 'reading', 'health'],
    not: ['@robot', '@mission', '@order'],
    command: { name: 'health' },
    favour: 0.1,
    examples: ['how old is this data', 'is the data fresh'],
  },
  {
    intent: 'bot_health',
    label: 'Health of the bot',
    needs: ['quota'],
    may: ['how_many', 'what', 'less', 'server', '@time'],
    answer:
      'I keep no quota of calls to Scout: the answers are shared and cached. `health` shows how the connection stands.',
    examples: ['how many api calls are left'],
  },
];

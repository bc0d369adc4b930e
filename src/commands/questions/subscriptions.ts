import type { Rule } from '../../language/rule.ts';

/** Questions about what comes by itself. */
export const subscriptionsQuestions: readonly Rule[] = [
  {
    intent: 'summary_schedule',
    label: 'A summary on time',
    command: { name: 'subscribe', says: ['target', 'days', 'at', 'tz', 'kind', 'robot', 'robots', 'skip_if_empty'] },
    answer:
      'Write it as `subscribe mon-fri 07:00 in Europe/Berlin`, or `subscribe` alone for a form; I send the fleet summary, daily or weekly.',
    examples: [
      'send me a summary every day at 7',
      'send us a daily summary at 07:00',
      'post a summary here every monday at 8',
      'subscribe me to the daily summary',
      'subscribe me',
      'subscribe',
    ],
  },
  {
    intent: 'summary_list',
    label: 'Subscriptions',
    command: { name: 'subscriptions' },
    answer: '`subscriptions` lists what comes by itself where you ask; ask in the channel that you mean.',
    examples: ['which summaries are set up', 'list scheduled summaries', 'when does the summary come'],
  },
  {
    intent: 'subscription_list',
    label: 'Subscriptions',
    command: { name: 'subscriptions' },
    examples: ['what am i subscribed to', 'list subscriptions', 'which notifications do i get'],
  },
  {
    intent: 'summary_update',
    label: 'Change a subscription',
    command: { name: 'change', says: ['at', 'days', 'tz'] },
    answer:
      '`change` with its ID and what shall be different does it: `change k4m7 08:00`; `subscriptions` shows the IDs.',
    examples: ['move the summary to 8', 'change the summary to weekdays', 'make the summary daily'],
  },
  {
    intent: 'summary_pause',
    label: 'Pause a subscription',
    command: { name: 'pause', says: ['until', 'kind'] },
    answer: '`pause` with an ID and `until` a day or time does it; `subscriptions` shows the IDs.',
    examples: ['pause the summary', 'pause the summary until monday', 'no summaries until tomorrow'],
  },
  {
    intent: 'summary_pause',
    label: 'Resume a subscription',
    needs: ['resume', ['summary', 'subscription']],
    slots: { resume: true },
    command: { name: 'resume' },
    examples: ['resume the summary', 'continue the summaries'],
  },
  {
    intent: 'summary_cancel',
    label: 'End a subscription',
    command: { name: 'unsubscribe', says: ['target'] },
    answer: '`unsubscribe` with an ID ends one of this conversation; `subscriptions` shows the IDs.',
    examples: ['cancel the daily summary', 'delete the summary', 'stop sending me summaries for good'],
  },
  { intent: 'undo', label: 'Undo', command: { name: 'undo' }, examples: ['undo', 'undo that', 'take that back'] },
];

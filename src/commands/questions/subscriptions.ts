import type { Rule } from '../../language/rule.ts';

const WEEK = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const ABOUT = ['summary', 'subscription'] as const;

/** Questions about what comes by itself. */
export const subscriptionsQuestions: readonly Rule[] = [
  {
    intent: 'summary_schedule',
    label: 'A summary on time',
    needs: [
      'summary',
      ['subscribe', 'send', 'notify', '@clock'],
      ['daily', 'weekdays', '@clock', 'weekly', ...WEEK, 'am', 'pm'],
    ],
    command: { name: 'subscribe', says: ['target', 'days', 'at', 'tz', 'kind', 'robot', 'robots', 'skip_if_empty'] },
    answer:
      'Write it as `subscribe mon-fri 07:00 in Europe/Berlin`, or `subscribe` alone for a form; I send the fleet summary, daily or weekly.',
    examples: [
      'send me a summary every day at 7',
      'send us a daily summary at 07:00',
      'post a summary here every monday at 8',
      'subscribe me to the daily summary',
    ],
  },
  {
    intent: 'summary_schedule',
    label: 'A summary on time',
    needs: ['subscribe'],
    command: { name: 'subscribe', says: ['target', 'days', 'at', 'tz', 'kind'] },
    examples: ['subscribe me', 'subscribe'],
  },
  {
    intent: 'summary_list',
    label: 'Subscriptions',
    needs: [
      ['summary'],
      ['which', 'when', 'what', 'show', 'subscription', 'schedule'],
      ['subscribe', 'subscription', 'schedule', 'when', '@channel', 'send', 'which'],
    ],
    command: { name: 'subscriptions' },
    answer: '`subscriptions` lists what comes by itself where you ask; ask in the channel that you mean.',
    examples: ['which summaries are set up', 'list scheduled summaries', 'when does the summary come'],
  },
  {
    intent: 'subscription_list',
    label: 'Subscriptions',
    needs: ['subscription'],
    command: { name: 'subscriptions' },
    examples: ['what am i subscribed to', 'list subscriptions', 'which notifications do i get'],
  },
  {
    intent: 'summary_update',
    label: 'Change a subscription',
    needs: [['change', 'move'], [...ABOUT]],
    command: { name: 'change', says: ['at', 'days', 'tz'] },
    answer:
      '`change` with its ID and what shall be different does it: `change k4m7 08:00`; `subscriptions` shows the IDs.',
    examples: ['move the summary to 8', 'change the summary to weekdays', 'make the summary daily'],
  },
  {
    intent: 'summary_pause',
    label: 'Pause a subscription',
    needs: [
      ['pause', 'unsubscribe', 'nothing', 'snooze', 'stop', 'not', 'paused'],
      [...ABOUT, 'weekly'],
    ],
    command: { name: 'pause', says: ['until', 'kind'] },
    answer: '`pause` with an ID and `until` a day or time does it; `subscriptions` shows the IDs.',
    examples: ['pause the summary', 'pause the summary until monday', 'no summaries until tomorrow'],
  },
  {
    intent: 'summary_pause',
    label: 'Resume a subscription',
    needs: ['resume', [...ABOUT]],
    slots: { resume: true },
    command: { name: 'resume' },
    examples: ['resume the summary', 'continue the summaries'],
  },
  {
    intent: 'summary_cancel',
    label: 'End a subscription',
    needs: [['unsubscribe', 'stop', 'power'], [...ABOUT]],
    command: { name: 'unsubscribe', says: ['target'] },
    answer: '`unsubscribe` with an ID ends one of this conversation; `subscriptions` shows the IDs.',
    examples: ['cancel the daily summary', 'delete the summary', 'stop sending me summaries for good'],
  },
  {
    intent: 'undo',
    label: 'Undo',
    needs: ['undo'],
    command: { name: 'undo' },
    examples: ['undo', 'undo that', 'take that back'],
  },
];

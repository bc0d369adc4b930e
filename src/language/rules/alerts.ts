import type { Rule } from '../rule.ts';

const READ_ONLY =
  'I can list anomalies but not change them: close, reopen, acknowledge and assign them in Orbit. `anomalies` lists the open ones.';
const ONE = 'One anomaly by itself I cannot show yet; `anomalies` lists the open ones, `anomalies all` all.';
/** Questions and requests about single alerts. */
export const alertRules: readonly Rule[] = [
  {
    intent: 'anomaly_detail',
    label: 'One anomaly',
    answer: ONE,
    examples: ['tell me more about the motor m-4 alert', 'details on anomaly 91c2', 'what is this alert about'],
  },
  {
    intent: 'anomaly_close',
    label: 'Closing an anomaly',
    answer: READ_ONLY,
    examples: [
      'close anomaly 91c2',
      'close this one',
      'mark alert 77ab as resolved',
      'this is a false alarm, close it',
    ],
  },
  {
    intent: 'anomaly_reopen',
    label: 'Opening an anomaly again',
    answer: READ_ONLY,
    examples: ['reopen anomaly 91c2', 'open it again', 'open alert 91c2 again'],
  },
  {
    intent: 'alert_ack',
    label: 'Acknowledging an alert',
    answer: READ_ONLY,
    examples: ['ack', 'acknowledge alert 77ab'],
  },
  {
    intent: 'alert_snooze',
    label: 'Silencing alerts',
    answer:
      'Alerts do not come by themselves yet, so there is nothing to silence. A summary that does is paused with `pause`.',
    examples: ['snooze this alert for 2h', 'silence the alerts of Rex for 30 min'],
  },
  {
    intent: 'alert_assign',
    label: 'Giving an alert to somebody',
    answer: READ_ONLY,
    examples: ['assign this to @jana', 'give alert 91c2 to @jana'],
  },
  {
    intent: 'subscribe',
    label: 'A notice when something happens',
    answer: 'Notices of single events I cannot send yet; `subscribe` sends the fleet summary on time.',
    examples: [
      'tell me when Rex finishes',
      'ping me if anything fails',
      'notify me if motor m-4 goes over 80 C',
      'warn me when a planned run is missed',
      'let #ops know when Rex fails',
    ],
  },
  {
    intent: 'unsubscribe',
    label: 'Ending notices',
    answer:
      'Notices of single events I do not send yet. `subscriptions` lists what comes here by itself, `unsubscribe` ends it.',
    examples: ['stop telling me about Rex', 'unsubscribe me from failure alerts', 'no more anomaly notifications'],
  },
  {
    intent: 'quiet_hours',
    label: 'Quiet hours',
    answer:
      'Quiet hours I cannot keep yet: what I send comes at the times of `subscriptions` alone, and `pause` silences it.',
    examples: ['set quiet hours from 8pm to 7am', 'do not disturb'],
  },
  {
    intent: 'prefs_set',
    label: 'A preference',
    answer:
      'I keep no preferences: your time zone is the one of your chat profile, units are metric, and I answer in English.',
    examples: [
      'set my timezone to Europe/Madrid',
      'answer me in german',
      'use metric units',
      'show times in 24h format',
    ],
  },
];

import type { Rule } from '../rule.ts';
import { alertRules } from './alerts.ts';
import { refusedRules } from './refused.ts';
import { scheduleRules } from './schedules.ts';
import { statisticsRules } from './statistics.ts';

/** Questions and requests that no command answers yet, or that none ever will. */
export const RULES_WITHOUT_COMMAND: readonly Rule[] = [
  ...refusedRules,
  ...alertRules,
  ...scheduleRules,
  ...statisticsRules,
];

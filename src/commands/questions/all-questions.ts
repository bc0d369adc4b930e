import type { Rule } from '../../language/rule.ts';
import { anomaliesQuestions } from './anomalies.ts';
import { healthQuestions } from './health.ts';
import { helpQuestions } from './help.ts';
import { lastQuestions } from './last.ts';
import { missionsQuestions } from './missions.ts';
import { nextQuestions } from './next.ts';
import { nowQuestions } from './now.ts';
import { photosQuestions } from './photos.ts';
import { robotQuestions } from './robot.ts';
import { robotsQuestions } from './robots.ts';
import { runQuestions } from './run.ts';
import { runsQuestions } from './runs.ts';
import { subscriptionsQuestions } from './subscriptions.ts';
import { summaryQuestions } from './summary.ts';

/** The questions that commands answer, by the command that does. */
export const COMMAND_QUESTIONS: readonly Rule[] = [
  ...anomaliesQuestions,
  ...healthQuestions,
  ...helpQuestions,
  ...lastQuestions,
  ...missionsQuestions,
  ...nextQuestions,
  ...nowQuestions,
  ...photosQuestions,
  ...robotQuestions,
  ...robotsQuestions,
  ...runQuestions,
  ...runsQuestions,
  ...subscriptionsQuestions,
  ...summaryQuestions,
];

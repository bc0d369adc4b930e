import type { Rule } from '../../language/rule.ts';
import { affectedQuestions } from './affected.ts';
import { anomaliesQuestions } from './anomalies.ts';
import { healthQuestions } from './health.ts';
import { helpQuestions } from './help.ts';
import { lastQuestions } from './last.ts';
import { machinesQuestions } from './machines.ts';
import { maintenanceQuestions } from './maintenance.ts';
import { missionsQuestions } from './missions.ts';
import { nextQuestions } from './next.ts';
import { nowQuestions } from './now.ts';
import { orderQuestions } from './order.ts';
import { ordersQuestions } from './orders.ts';
import { photosQuestions } from './photos.ts';
import { robotQuestions } from './robot.ts';
import { robotsQuestions } from './robots.ts';
import { runQuestions } from './run.ts';
import { runsQuestions } from './runs.ts';
import { shiftQuestions } from './shift.ts';
import { stationQuestions } from './station.ts';
import { stationsQuestions } from './stations.ts';
import { subscriptionsQuestions } from './subscriptions.ts';
import { summaryQuestions } from './summary.ts';
import { unitQuestions } from './unit.ts';

/** The questions that commands answer, by the command that does. */
export const COMMAND_QUESTIONS: readonly Rule[] = [
  ...affectedQuestions,
  ...anomaliesQuestions,
  ...healthQuestions,
  ...helpQuestions,
  ...lastQuestions,
  ...machinesQuestions,
  ...maintenanceQuestions,
  ...missionsQuestions,
  ...nextQuestions,
  ...nowQuestions,
  ...orderQuestions,
  ...ordersQuestions,
  ...photosQuestions,
  ...robotQuestions,
  ...robotsQuestions,
  ...runQuestions,
  ...runsQuestions,
  ...shiftQuestions,
  ...stationQuestions,
  ...stationsQuestions,
  ...subscriptionsQuestions,
  ...summaryQuestions,
  ...unitQuestions,
];

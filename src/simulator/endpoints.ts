import type { Route } from './exchange.ts';
import { accessRoutes } from './routes/access.ts';
import { anomalyRoutes } from './routes/anomalies.ts';
import { backupRoutes } from './routes/backups.ts';
import { calendarRoutes } from './routes/calendar.ts';
import { dispatchRoutes } from './routes/dispatch.ts';
import { facetRoutes } from './routes/facets.ts';
import { fileRoutes } from './routes/files.ts';
import { robotRoutes } from './routes/robots.ts';
import { runCaptureRoutes } from './routes/run-captures.ts';
import { runEventRoutes } from './routes/run-events.ts';
import { runStatisticsRoutes } from './routes/run-statistics.ts';
import { runRoutes } from './routes/runs.ts';
import { serverFactRoutes } from './routes/server-facts.ts';
import { siteElementRoutes } from './routes/site-elements.ts';
import { siteWalkRoutes } from './routes/site-walks.ts';
import { webhookRoutes } from './routes/webhooks.ts';

/** Every endpoint of the simulated server, in all versions; docs/simulator.md says how well each is imitated. */
export const endpoints: readonly Route[] = [
  ...accessRoutes,
  ...serverFactRoutes,
  ...robotRoutes,
  ...runRoutes,
  ...facetRoutes,
  ...runStatisticsRoutes,
  ...runEventRoutes,
  ...runCaptureRoutes,
  ...fileRoutes,
  ...siteWalkRoutes,
  ...siteElementRoutes,
  ...calendarRoutes,
  ...dispatchRoutes,
  ...anomalyRoutes,
  ...webhookRoutes,
  ...backupRoutes,
];

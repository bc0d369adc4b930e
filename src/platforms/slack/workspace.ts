import type { Log } from '../../core/bot.ts';
import type { EpochMs } from '../../core/reply.ts';
import { createDelivery, type Delivery } from './delivery.ts';
import { createMarkSearch, type MarkSearch } from './delivery-mark.ts';
import { createDrawnCharts, type DrawChart } from './drawn-charts.ts';
import { createFormOpening, type FormOpening } from './form-opening.ts';
import { createHome, type Home } from './home.ts';
import { createPace, type Wait } from './pace.ts';
import { createPictures } from './pictures.ts';
import type { SlackApi } from './slack-api.ts';
import { createUserGroups, type UserGroups } from './user-groups.ts';
import { createUserProfiles, type UserProfiles } from './user-profiles.ts';

/** One workspace in which the bot lives, and everything it does there with the token it has for it. */
export interface Workspace {
  /** The bot's own user id; undefined until it is known. */
  readonly botUser: () => string | undefined;
  readonly delivery: Delivery;
  readonly openForm: FormOpening;
  readonly home: Home;
  readonly profiles: UserProfiles;
  readonly groups: UserGroups;
  readonly findMark: MarkSearch;
}

/** What is the same for all workspaces. */
export interface WorkspaceOptions {
  readonly drawChart: DrawChart | undefined;
  readonly responseOrigins: readonly string[];
  /** The IANA zone of users whose own is not known. */
  readonly zone: string;
  readonly now: () => EpochMs;
  readonly wait: Wait;
  /** Waits until a channel takes a message more. */
  readonly waitForTurn: Wait;
  readonly log: Log;
}

/** Builds a workspace over its own way to Slack's API. */
export function createWorkspace(
  { api, botUser }: { readonly api: SlackApi; readonly botUser: Workspace['botUser'] },
  { drawChart, responseOrigins, zone, now, wait, waitForTurn, log }: WorkspaceOptions,
): Workspace {
  return {
    botUser,
    delivery: createDelivery({
      api,
      pictures: createPictures({ api, origins: responseOrigins, log }),
      charts: createDrawnCharts(drawChart, log),
      pace: createPace({ now, wait: waitForTurn }),
      wait,
      responseOrigins,
      zone,
      now,
      log,
    }),
    openForm: createFormOpening({ api, log }),
    home: createHome({ api, log }),
    profiles: createUserProfiles({ api, zone, now, wait, log }),
    groups: createUserGroups({ api, now, wait, log }),
    findMark: createMarkSearch({ api, log }),
  };
}

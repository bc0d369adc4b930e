import type { Log } from '../core/bot.ts';
import { UserError } from '../core/errors.ts';
import { type Button, bold, button, buttons, type EpochMs, reply, text, withCode } from '../core/reply.ts';
import { type Wait, within } from '../core/within.ts';
import type { Subscription } from '../storage/store.ts';
import type { BuiltSummary } from '../summaries/summary.ts';
import { type PlannedSummaries, spanOf } from './planned-summary.ts';

interface BuildOrSayOptions {
  readonly build: PlannedSummaries;
  /** What stands behind a line that asks for the same, where there are several sites. */
  readonly scopeOf: (subscription: Subscription) => string;
  readonly wait: Wait;
  readonly log: Log;
}

/** A source that needs longer is said not to answer. */
const BUILDING_MS = 60_000;

/** Builds the summary of a planned moment; where that cannot be done, a message that says why stands in its place. */
export function createBuildOrSay({ build, scopeOf, wait, log }: BuildOrSayOptions) {
  return async (subscription: Subscription, plannedAt: EpochMs): Promise<BuiltSummary> => {
    try {
      const building = build(subscription, spanOf(subscription.timetable, plannedAt));
      return await within(BUILDING_MS, building, takesTooLong, wait);
    } catch (error) {
      if (!(error instanceof UserError))
        log.error({ subscription: subscription.id, err: error }, 'failed to build a summary');
      const why = error instanceof UserError ? error.message : 'Something went wrong on my side.';
      const details = error instanceof UserError ? error.details : [];
      const next =
        details.length > 0
          ? details
          : [buttons(askedButton(subscription, scopeOf(subscription)), button('Health', 'health'))];
      return { reply: reply(text(bold('No summary: '), ...withCode(why)), ...next), isEmpty: false };
    }
  };
}

/** Asks for the same summary, by a person. */
const askedButton = ({ summary }: Subscription, scope: string): Button =>
  summary === 'shift' ? button('Shift now', `shift${scope}`) : button('Summary now', `summary${scope}`);

function takesTooLong(): never {
  throw new UserError(`Scout has not answered within ${BUILDING_MS / 1_000} seconds.`);
}

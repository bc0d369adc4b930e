import { type Command, command } from '../core/command.ts';
import { UserError } from '../core/errors.ts';
import { button, buttons, privateReply, text } from '../core/reply.ts';
import type { Site } from '../sites/site.ts';
import type { Subscription } from '../storage/store.ts';
import { ALL_SITES, type RequestParts, requestLine } from '../subscriptions/request-line.ts';
import { changeWords, subscriptionId } from '../subscriptions/request-parameters.ts';
import { isEmptyRequest } from '../subscriptions/request-words.ts';
import { settleRequest } from '../subscriptions/settle-request.ts';
import { changeForm } from '../subscriptions/subscription-form.ts';
import type { SubscriptionValues } from '../subscriptions/subscription-state.ts';
import { subscriptionText } from '../subscriptions/subscription-text.ts';
import type { SubscriptionTools } from '../subscriptions/subscription-tools.ts';
import { actorOf, tellDeed } from '../subscriptions/tell-deed.ts';

/** `change`: other days, times or robots for a subscription; without words, a form with what holds now. */
export function change(sites: readonly Site[], tools: SubscriptionTools): Command {
  const hasRobots = sites.some(({ fleet }) => fleet !== undefined);
  return command({
    name: 'change',
    summary: `other days, times or ${hasRobots ? 'robots' : 'summary'} for a subscription; without words, a form`,
    changes: true,
    parameters: { id: subscriptionId, wanted: changeWords(sites) },
    examples: ['change', 'change k4m7 08:00', hasRobots ? 'change k4m7 mon-fri robots all' : 'change k4m7 mon-fri'],
    async run({ id, wanted }, { message }) {
      const by = await actorOf(message);
      const lineOf = (other: string): string => requestLine(`change ${other}`, wanted);
      const found = await tools.subscriptions.find(id, by, lineOf);
      if (isEmptyRequest(wanted))
        return privateReply(text(`${found.id}: ${subscriptionText(found)}`), changeForm(found, sites));
      if (wanted.place !== undefined && wanted.place !== 'here') throw staysThere();
      const { place: _, ...others } = wanted;
      const settled = await settleRequest(others, {
        commandName: `change ${found.id}`,
        sites,
        otherwise: found.site,
        robotsBefore: found.robots,
        summary: found.summary,
      });
      const subscription = await tools.subscriptions.change(found.id, valuesOf(settled, found), by);
      return tellDeed({ subscription, deed: 'changed', by, message }, tools);
    },
  });
}

function valuesOf(
  { summary, days, times, zone, robots, site, skipEmpty }: RequestParts,
  found: Subscription,
): SubscriptionValues {
  const { timetable } = found;
  const isTimely = days !== undefined || times !== undefined || zone !== undefined;
  return {
    ...(summary !== undefined && { summary }),
    // Shifts are not about robots.
    ...(summary === 'shift' && { robots: [] }),
    ...(isTimely && {
      timetable: {
        days: days ?? timetable.days,
        times: times ?? timetable.times,
        zone: zone ?? timetable.zone,
      },
    }),
    ...(robots !== undefined && { robots }),
    ...(site !== undefined && { site: site === ALL_SITES ? undefined : site }),
    ...(skipEmpty !== undefined && { skipEmpty }),
  };
}

const staysThere = (): UserError =>
  new UserError(
    'A subscription stays where it is. Write `unsubscribe` here and `subscribe` in the other conversation.',
    { details: [buttons(button('Subscriptions', 'subscriptions'))] },
  );

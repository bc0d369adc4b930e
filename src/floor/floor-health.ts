import { type HealthReport, healthLine, momentText, sessionText, troubleOf } from '../answers/health-text.ts';
import { optional } from '../answers/optional.ts';
import type { FloorClient, QuotaUse } from '../clients/floor/floor-client.ts';
import type { SourceHealth } from '../clients/known.ts';
import { bold, type EpochMs, type Text } from '../core/reply.ts';

/** How a shop floor is doing: whether it answers, its session, and how many of the week's calls are used. */
export async function floorHealth(floor: FloorClient, now: EpochMs): Promise<HealthReport> {
  const isAnswering = await asks(floor);
  const [health, quota] = [floor.health(), floor.quota()];
  const who = `Scout ${floor.site.name}`;
  const ofCalls = { plenty: 0, warned: 0, 'on-demand': 2, spent: 3 }[quota.state];
  const ofServer = troubleOf(health, isAnswering);
  return {
    title: `Floor: ${floor.site.name}`,
    who,
    line:
      ofCalls > 0 && ofCalls >= ofServer
        ? quotaLine(who, quota, now)
        : healthLine(floor.site.name, health, isAnswering, now),
    trouble: Math.max(ofServer, ofCalls),
    fields: [
      { label: 'Address', value: [floor.site.url] },
      { label: 'Session', value: sessionLine(health, now) },
      { label: 'Calls', value: callsText(quota, now) },
      ...(health.outage === undefined
        ? []
        : [{ label: 'Last answer', value: momentText(health.lastAnswerAt, now, 'none yet') }]),
    ],
  };
}

/** The list of stations is kept for long, so what the first of them runs is asked too: that is known for half a minute only. */
async function asks(floor: FloorClient): Promise<boolean> {
  const stations = await optional(floor.stations());
  const [first] = stations?.value.items ?? [];
  if (first === undefined) return stations !== undefined;
  return (await optional(floor.inProgress(first.id))) !== undefined;
}

/** A token that nobody used for a while has ended; the next question gets a new one. */
function sessionLine(health: SourceHealth, now: EpochMs): Text {
  const hasLapsed = health.session === 'none' && health.outage === undefined && health.lastAnswerAt !== undefined;
  return hasLapsed ? ['lapsed until the next question, by account and password'] : sessionText(health, now);
}

function quotaLine(who: string, { state, used, limit, renewsAt }: QuotaUse, now: EpochMs): Text {
  if (state === 'spent')
    return [
      bold(`The calls that ${who} allows in a week are used up`),
      '; asked again ',
      ...momentText(renewsAt, now, ''),
    ];
  const left = Math.max(0, limit - used);
  return [bold(`${who} has ${number(left)} calls left this week`), ': they are kept for what people ask'];
}

/** `120 of 100,000 calls this week, renewed Mon 00:00 UTC`; the server does not tell it, so the bot counts. */
function callsText({ used, limit, state, renewsAt }: QuotaUse, now: EpochMs): Text {
  const share = `${number(used)} of ${number(limit)} calls this week`;
  if (state === 'spent')
    return [bold('used up'), `, ${share} counted here; asked again `, ...momentText(renewsAt, now, '')];
  const renewed = `, renewed ${weekday.format(renewsAt)} ${clock.format(renewsAt)} UTC`;
  return [state === 'plenty' ? share : bold(share), `${renewed}, by the bot's own count`];
}

const number = (n: number): string => n.toLocaleString('en');
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone: 'UTC' });
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });

import { type HealthReport, healthLine, momentText, sessionText, troubleOf } from '../answers/health-text.ts';
import { optional } from '../answers/optional.ts';
import { listNames } from '../answers/quantities.ts';
import type { FleetClient } from '../clients/fleet/fleet-client.ts';
import { type Command, command } from '../core/command.ts';
import {
  type Block,
  bold,
  button,
  type EpochMs,
  type Fields,
  heading,
  inPlaceButton,
  reply,
  type Text,
  text,
} from '../core/reply.ts';
import { productName } from '../fleet/product.ts';
import { floorHealth } from '../floor/floor-health.ts';
import type { Scouts } from '../floor/scouts.ts';

/** The bot's own facts. */
export interface BotFacts {
  readonly version: string;
  readonly startedAt: EpochMs;
}

/** `health`: whether each Scout answers, how old is what the bot knows, and how its sessions stand. */
export function health({ fleet, plant }: Scouts, bot: BotFacts): Command {
  return command({
    name: 'health',
    summary: 'whether Scout answers, how old our facts are, session and versions',
    parameters: {},
    examples: ['health'],
    shared: true,
    async run(_, { now }) {
      const reports = await Promise.all([
        ...(fleet === undefined ? [] : [fleetHealth(fleet, now)]),
        ...(plant === undefined ? [] : [floorHealth(plant.floor, now)]),
      ]);
      const own = {
        label: 'Bot',
        value: [`version ${bot.version}, started `, ...momentText(bot.startedAt, now, '')],
      };
      return reply(text(...headline(reports)), ...reportBlocks(reports, own), {
        kind: 'buttons',
        buttons: [
          inPlaceButton('Refresh', 'health'),
          ...(fleet === undefined ? [] : [button('Robots', 'robots')]),
          ...(plant === undefined ? [] : [button('Stations', 'stations')]),
        ],
      });
    },
  });
}

async function fleetHealth(fleet: FleetClient, now: EpochMs): Promise<HealthReport> {
  // Asking for the robots is the cheapest question that needs the session; its cache keeps repeated questions off the hub.
  const [robots, version] = await Promise.all([optional(fleet.robots()), optional(fleet.version())]);
  const source = fleet.health();
  const isAnswering = robots !== undefined;
  return {
    title: `Robots: ${fleet.site.name}`,
    who: `Scout ${fleet.site.name}`,
    line: healthLine(fleet.site.name, source, isAnswering, now),
    trouble: troubleOf(source, isAnswering),
    fields: [
      { label: 'Address', value: [fleet.site.url] },
      { label: 'Server', value: [version?.value === undefined ? 'version not reported' : productName(version)] },
      { label: 'Session', value: sessionText(source, now) },
      ...(source.outage === undefined
        ? []
        : [{ label: 'Last answer', value: momentText(source.lastAnswerAt, now, 'none yet') }]),
    ],
  };
}

/** The worst that there is to say. */
function headline(reports: readonly HealthReport[]): Text {
  const [worst, ...others] = reports.toSorted((a, b) => b.trouble - a.trouble);
  if (worst === undefined) throw new Error('a bot has a Scout');
  if (others.length === 0 || worst.trouble > 0) return worst.line;
  return [bold(`${listNames(reports.map(({ who }) => who))} answer`)];
}

/** One Scout needs no title, and says how it stands in the first line. */
function reportBlocks(reports: readonly HealthReport[], own: Fields['fields'][number]): readonly Block[] {
  const [only, ...others] = reports;
  if (only && others.length === 0) return [{ kind: 'fields', fields: [...only.fields, own] }];
  return [
    ...reports.flatMap(({ title, line, fields }): readonly Block[] => [
      heading(title),
      { kind: 'fields', fields: [{ label: 'State', value: line }, ...fields] },
    ]),
    { kind: 'fields', fields: [own] },
  ];
}

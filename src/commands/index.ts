import type { FleetClient } from '../clients/fleet/fleet-client.ts';
import type { Command } from '../core/command.ts';
import type { Plant } from '../floor/plant.ts';
import { type MappedPlant, mappedPlant, type Scouts } from '../floor/scouts.ts';
import type { SubscriptionTools } from '../subscriptions/subscription-tools.ts';
import { affected } from './affected.ts';
import { anomalies } from './anomalies.ts';
import { change } from './change.ts';
import { type BotFacts, health } from './health.ts';
import { help } from './help.ts';
import { last } from './last.ts';
import { machines } from './machines.ts';
import { maintenance } from './maintenance.ts';
import { missions } from './missions.ts';
import { next } from './next.ts';
import { now } from './now.ts';
import { order } from './order.ts';
import { orders } from './orders.ts';
import { pause } from './pause.ts';
import { photos } from './photos.ts';
import { preview } from './preview.ts';
import { resume } from './resume.ts';
import { robot } from './robot.ts';
import { robots } from './robots.ts';
import { run } from './run.ts';
import { runs } from './runs.ts';
import { shift } from './shift.ts';
import { station } from './station.ts';
import { stations } from './stations.ts';
import { subscribe } from './subscribe.ts';
import { subscriptions } from './subscriptions.ts';
import { summary } from './summary.ts';
import { undo } from './undo.ts';
import { unit } from './unit.ts';
import { unsubscribe } from './unsubscribe.ts';

/** Everything the bot can do, in the order in which help shows it; without tools nothing can be subscribed to. */
export function createCommands(scouts: Scouts, bot: BotFacts, tools?: SubscriptionTools): readonly Command[] {
  const { fleet, plant } = scouts;
  const mapped = mappedPlant(scouts);
  const commands: readonly Command[] = [
    ...(fleet === undefined ? [] : fleetCommands(fleet, mapped)),
    ...(plant === undefined ? [] : floorCommands(plant)),
    ...(fleet === undefined || mapped === undefined ? [] : [affected(fleet, mapped)]),
    summary(scouts),
    ...(tools === undefined ? [] : subscriptionCommands(scouts, tools)),
    health(scouts, bot),
    help(() => commands),
  ];
  return commands;
}

const fleetCommands = (fleet: FleetClient, mapped: MappedPlant | undefined): readonly Command[] => [
  robots(fleet),
  robot(fleet),
  last(fleet),
  now(fleet),
  runs(fleet),
  run(fleet),
  photos(fleet),
  next(fleet),
  missions(fleet),
  anomalies(fleet, mapped),
];

const floorCommands = (plant: Plant): readonly Command[] => [
  orders(plant),
  order(plant),
  stations(plant),
  station(plant),
  unit(plant),
  machines(plant),
  maintenance(plant),
  shift(plant),
];

const subscriptionCommands = (scouts: Scouts, tools: SubscriptionTools): readonly Command[] => [
  subscribe(scouts, tools),
  subscriptions(scouts, tools),
  change(scouts, tools),
  pause(tools),
  resume(tools),
  unsubscribe(tools),
  undo(tools),
  preview(tools),
];

import type { FleetClient } from '../clients/fleet/fleet-client.ts';
import type { Command } from '../core/command.ts';
import { anomalies } from './anomalies.ts';
import { type BotFacts, health } from './health.ts';
import { help } from './help.ts';
import { last } from './last.ts';
import { missions } from './missions.ts';
import { next } from './next.ts';
import { now } from './now.ts';
import { photos } from './photos.ts';
import { robot } from './robot.ts';
import { robots } from './robots.ts';
import { run } from './run.ts';
import { runs } from './runs.ts';
import { summary } from './summary.ts';

/** Everything the bot can do, in the order in which help shows it. */
export function createCommands(fleet: FleetClient, bot: BotFacts): readonly Command[] {
  const commands: readonly Command[] = [
    robots(fleet),
    robot(fleet),
    last(fleet),
    now(fleet),
    runs(fleet),
    run(fleet),
    photos(fleet),
    next(fleet),
    missions(fleet),
    anomalies(fleet),
    summary(fleet),
    health(fleet, bot),
    help(() => commands),
  ];
  return commands;
}

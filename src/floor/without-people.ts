import type { FleetClient, RobotSession, Run } from '../clients/fleet/fleet-client.ts';
import type { Known } from '../clients/known.ts';
import type { Scouts } from './scouts.ts';

/** The same Scouts, whose answers name no people: who drives or drove a robot, and who is signed in at a station. What they hold as free text stays. */
export function withoutPeople<S extends Scouts>(scouts: S): S {
  const { fleet, plant } = scouts;
  return {
    ...scouts,
    ...(fleet && { fleet: withoutDrivers(fleet) }),
    ...(plant && { plant: { ...plant, people: { namesIn: [], hours: false } } }),
  };
}

function withoutDrivers(fleet: FleetClient): FleetClient {
  return {
    ...fleet,
    robotSession: async (robot) =>
      mapped(await fleet.robotSession(robot), (session) => session && withoutDriver(session)),
    runs: async (query) =>
      mapped(await fleet.runs(query), (list) => ({ ...list, items: list.items.map(withoutOperator) })),
    async *runPages(query) {
      for await (const page of fleet.runPages(query)) yield { ...page, items: page.items.map(withoutOperator) };
    },
    run: async (uuid) => mapped(await fleet.run(uuid), withoutOperator),
  };
}

const mapped = <T>(known: Known<T>, change: (value: T) => T): Known<T> => ({ ...known, value: change(known.value) });

const withoutDriver = ({ driver: _, ...session }: RobotSession): RobotSession => session;

const withoutOperator = ({ operator: _, ...run }: Run): Run => run;

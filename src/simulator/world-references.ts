import { indexByName } from './index-by-name.ts';
import type { World } from './world.ts';

/** Checks that everything a world names is there. Throws an Error that names the path of the first wrong name. */
export function checkReferences(world: World): void {
  const { sites = [], docks = [], missions = [], calendar = [], outcomes = [], runs = [], anomalies = [] } = world;
  const robots = indexByName(world.robots, 'robots', 'nickname', (robot) => robot.nickname);
  indexByName(world.robots, 'robots', 'hostname', (robot) => robot.hostname);
  const siteNames = indexByName(sites, 'sites', 'name', (site) => site.name);
  const dockNames = indexByName(docks, 'docks', 'name', (dock) => dock.name);
  const missionNames = indexByName(missions, 'missions', 'name', (mission) => mission.name);
  const runsById = indexByName(runs, 'runs', 'uuid', (run) => run.uuid);

  const mustBe = (names: ReadonlyMap<string, unknown>, path: string, what: string, name: string | undefined): void => {
    if (name !== undefined && !names.has(name))
      throw new Error(`${path}: no ${what} is called ${JSON.stringify(name)}`);
  };
  const actionMustBe = (path: string, mission: string | undefined, action: string | undefined): void => {
    if (action === undefined || mission === undefined) return;
    if (missionNames.get(mission)?.actions.some(({ name }) => name === action)) return;
    throw new Error(`${path}: mission ${JSON.stringify(mission)} has no action called ${JSON.stringify(action)}`);
  };

  for (const [index, mission] of missions.entries()) {
    const at = `missions[${index}]`;
    mustBe(siteNames, `${at}.site`, 'site', mission.site);
    for (const [n, dock] of (mission.docks ?? []).entries()) mustBe(dockNames, `${at}.docks[${n}]`, 'dock', dock);
    indexByName(mission.actions, `${at}.actions`, 'name', (action) => action.name);
  }
  for (const [index, entry] of calendar.entries()) {
    mustBe(robots, `calendar[${index}].robot`, 'robot', entry.robot);
    mustBe(missionNames, `calendar[${index}].mission`, 'mission', entry.mission);
  }
  for (const [index, outcome] of outcomes.entries()) {
    const at = `outcomes[${index}]`;
    mustBe(robots, `${at}.robot`, 'robot', outcome.robot);
    mustBe(missionNames, `${at}.mission`, 'mission', outcome.mission);
    actionMustBe(`${at}.action`, outcome.mission, outcome.action);
    for (const [n, alert] of (outcome.alerts ?? []).entries()) {
      actionMustBe(`${at}.alerts[${n}].action`, outcome.mission, alert.action);
    }
  }
  for (const [index, run] of runs.entries()) {
    const at = `runs[${index}]`;
    mustBe(robots, `${at}.robot`, 'robot', run.robot);
    mustBe(missionNames, `${at}.mission`, 'mission', run.mission);
    if (run.mission === undefined && run.type !== 'teleop') throw new Error(`${at}.mission: is missing`);
    if (run.endTime !== undefined && run.endTime < run.startTime) throw new Error(`${at}.endTime: is before the start`);
    for (const [n, action] of (run.actions ?? []).entries()) {
      actionMustBe(`${at}.actions[${n}].name`, run.mission, action.name);
    }
  }
  for (const [index, anomaly] of anomalies.entries()) {
    const at = `anomalies[${index}]`;
    if (anomaly.run !== undefined && !runsById.has(anomaly.run)) {
      throw new Error(`${at}.run: no run has the uuid ${JSON.stringify(anomaly.run)}`);
    }
    const run = runsById.get(anomaly.run ?? '');
    if (run !== undefined) actionMustBe(`${at}.action`, run.mission, anomaly.action);
  }
}

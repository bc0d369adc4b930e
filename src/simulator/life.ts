import type { CalendarEntry, EpochMs, PlannedAction, Robot, Run } from './entities.ts';
import { planRun } from './run-plan.ts';
import type { Store } from './store.ts';
import { firstAllowed, latestSlot, nextSlot } from './timetable.ts';
import type { World } from './world.ts';

/** Docking and looking around between two runs. */
const TURNAROUND_MS = 30_000;

/** Makes the world go on. Nothing ticks: the world is brought up to the clock when somebody asks. */
export interface Life {
  /** Starts every run that the calendar has begun by now. */
  advance(now: EpochMs): void;
  /** Runs a mission now; what the robot was doing is stopped. */
  dispatch(
    order: {
      readonly robot: Robot;
      readonly mission: string;
      readonly actions: readonly PlannedAction[];
      readonly operator: string;
    },
    now: EpochMs,
  ): Run;
  /** To be called after each change of the calendar. An edited entry does not make up for starts before the edit; a new one does. */
  calendarChanged(edited?: { readonly id: string; readonly now: EpochMs }): void;
}

interface Start {
  readonly entry: CalendarEntry;
  readonly at: EpochMs;
}

/** The life of a store's world; starts of the calendar up to `from` count as done. */
export function createLife(store: Store, world: World, from: EpochMs): Life {
  const seed = world.seed ?? 1;
  const rates = { failureRate: world.failureRate ?? 0.1, alertRate: world.alertRate ?? 0.004 };
  /** Starts up to here are done, by entry. */
  const doneUntil = new Map([...store.calendar.keys()].map((id) => [id, from]));
  const lastStart = new Map<string, EpochMs>();
  const freeAt = new Map<string, EpochMs>();
  const written = Map.groupBy(
    store.runs.begun(Number.POSITIVE_INFINITY).filter((run) => (run.endTime ?? from) >= from),
    (run) => run.robot.nickname,
  );
  const outcomes = new Map(
    (world.outcomes ?? []).map((outcome) => [`${outcome.robot}\n${outcome.mission}\n${outcome.slot}`, outcome]),
  );
  let livedUntil = from;
  /** Nothing starts before this. */
  let wakeAt = Number.NEGATIVE_INFINITY;
  for (const run of store.runs.begun(from)) remember(run);

  function remember(run: Run): void {
    lastStart.set(`${run.robot.nickname}\n${run.mission}`, run.startTime);
  }

  /** The first moment from `at` on that no run of the world file keeps the robot busy. */
  function afterWrittenRuns(robot: string, at: EpochMs): EpochMs {
    let moment = at;
    for (const run of written.get(robot) ?? []) {
      const end = run.endTime ?? Number.POSITIVE_INFINITY;
      if (run.startTime <= moment && moment < end) moment = end + TURNAROUND_MS;
    }
    return moment;
  }

  function startOf(entry: CalendarEntry): Start | undefined {
    const slot = nextSlot(entry, doneUntil.get(entry.id) ?? Number.NEGATIVE_INFINITY);
    if (slot === undefined || entry.disableReason !== '') return undefined;
    const ready = afterWrittenRuns(entry.robot, Math.max(slot, freeAt.get(entry.robot) ?? slot, livedUntil));
    const at = Number.isFinite(ready) ? firstAllowed(ready, entry.blackouts) : undefined;
    return at === undefined ? undefined : { entry, at };
  }

  /** The earliest start; of several at once the one that ran longest ago, then by the mission's name. */
  function nextStart(entries: readonly CalendarEntry[]): Start | undefined {
    const rank = ({ entry }: Start): [EpochMs, string] => {
      const mission = store.walks.get(entry.missionUuid)?.name ?? '';
      return [lastStart.get(`${entry.robot}\n${mission}`) ?? Number.NEGATIVE_INFINITY, mission];
    };
    const starts = entries.map(startOf).filter((start) => start !== undefined);
    const [first] = starts.toSorted((a, b) => {
      if (a.at !== b.at) return a.at - b.at;
      const [ranA, nameA] = rank(a);
      const [ranB, nameB] = rank(b);
      return ranA === ranB ? Number(nameA > nameB) - Number(nameA < nameB) : ranA - ranB;
    });
    return first;
  }

  function begin({ entry, at }: Start): Run | undefined {
    const slot = latestSlot(entry, at);
    doneUntil.set(entry.id, Math.max(at, slot));
    const robot = store.robots.get(entry.robot);
    const walk = store.walks.get(entry.missionUuid);
    if (robot === undefined || walk === undefined) return undefined;
    const outcome = outcomes.get(`${robot.nickname}\n${walk.name}\n${slot}`);
    const actions = store.actionsOf(walk);
    const run = planRun({
      seed,
      ...rates,
      robot,
      mission: walk.name,
      actions,
      startTime: at,
      operator: 'scheduler',
      outcome,
    });
    freeAt.set(robot.nickname, (run.endTime ?? at) + TURNAROUND_MS);
    remember(run);
    return run;
  }

  return {
    advance(now) {
      if (now < wakeAt || now < livedUntil) return;
      const begun: Run[] = [];
      let wake = Number.POSITIVE_INFINITY;
      for (const entries of Map.groupBy(store.calendar.values(), (entry) => entry.robot).values()) {
        let start = nextStart(entries);
        for (; start !== undefined && start.at <= now; start = nextStart(entries)) {
          const run = begin(start);
          if (run) begun.push(run);
        }
        wake = Math.min(wake, start?.at ?? wake);
      }
      store.runs.add(begun);
      livedUntil = now;
      wakeAt = wake;
    },
    dispatch({ robot, mission, actions, operator }, now) {
      const running = store.runningOn(robot.nickname, now);
      if (running) store.runs.replace(stopRun(running, now));
      written.delete(robot.nickname);
      const run = planRun({ seed, ...rates, robot, mission, actions, startTime: now, operator });
      store.runs.add([run]);
      freeAt.set(robot.nickname, (run.endTime ?? now) + TURNAROUND_MS);
      remember(run);
      wakeAt = Number.NEGATIVE_INFINITY;
      return run;
    },
    calendarChanged(edited) {
      if (edited) doneUntil.set(edited.id, edited.now);
      wakeAt = Number.NEGATIVE_INFINITY;
    },
  };
}

function stopRun(run: Run, now: EpochMs): Run {
  const line = { time: now, severity: 'WARN', event: 'Stopped by the operator', detail: 'STOPPED' };
  return {
    ...run,
    endTime: now,
    status: 'STOPPED',
    actions: run.actions.filter((action) => action.time <= now),
    log: [...run.log.filter(({ time }) => time <= now), line],
  };
}

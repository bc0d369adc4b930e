import type {
  Alert,
  Capture,
  CaptureKind,
  EpochMs,
  LogLine,
  PlannedAction,
  Robot,
  Run,
  RunAction,
} from './entities.ts';
import { createRandom, type Random, uuidOf } from './random.ts';

/** How a run is made to turn out; what is left open is decided by the seed. */
interface Outcome {
  readonly status?: 'SUCCESS' | 'FAILURE' | 'ERROR' | 'STOPPED' | undefined;
  /** The action that it fails at. */
  readonly action?: string | undefined;
  readonly alerts?:
    | readonly { readonly action: string; readonly title: string; readonly severity?: number | undefined }[]
    | undefined;
}

/** What is to be run. */
export interface RunRequest {
  readonly seed: number;
  readonly robot: Robot;
  readonly mission: string;
  readonly actions: readonly PlannedAction[];
  readonly startTime: EpochMs;
  readonly operator: string;
  /** Share of runs that do not succeed. */
  readonly failureRate: number;
  /** Share of actions that see something wrong. */
  readonly alertRate: number;
  readonly outcome?: Outcome | undefined;
}

const REASONS = [
  'the path is blocked and there is no way around it; gave up after 3 tries',
  'the target is not in view of the camera; gave up after 3 tries',
  'the robot lost its place on the map and sat down',
  'the robot slipped and could not get to the waypoint',
];

/** Works a run out from beginning to end; the same request gives the same run. */
export function planRun(request: RunRequest): Run {
  const { robot, mission, actions: planned, startTime, outcome } = request;
  const random = createRandom(`${request.seed}:run:${robot.nickname}:${mission}:${startTime}`);
  const status = decideStatus(request, random);
  const brokenAt = decideBreak(status, planned, outcome?.action, random);
  const actions: RunAction[] = [];
  let time = startTime + random.integer(20_000, 50_000);
  for (const [index, action] of planned.entries()) {
    time += Math.round(action.seconds * 1000 * random.between(0.85, 1.15));
    const done = index !== brokenAt;
    // Who stops a run by hand stops it between two actions; a failing action leaves its trace.
    if (done || status !== 'STOPPED') actions.push(planAction(action, time, done, request, random));
    if (!done) break;
  }
  const endTime = time + random.integer(20_000, 60_000);
  const detail = random.pick(REASONS);
  const done = actions.filter(({ error }) => error === 0).length;
  return {
    uuid: uuidOf(`${request.seed}:run:${robot.nickname}:${mission}:${startTime}`),
    type: 'mission',
    robot,
    mission,
    operator: request.operator,
    startTime,
    endTime,
    status,
    plannedActions: planned.length,
    actions,
    distanceMeters: Math.round((done + 1) * random.between(35, 60) * 10) / 10,
    log: writeLog({ startTime, endTime, status, actions, detail }),
  };
}

/** The log of a run, from its actions. */
export function writeLog(run: {
  readonly startTime: EpochMs;
  readonly endTime?: EpochMs | undefined;
  readonly status: string;
  readonly actions: readonly RunAction[];
  readonly detail?: string;
}): readonly LogLine[] {
  const lines: LogLine[] = [{ time: run.startTime, severity: 'INFO', event: 'Mission started', detail: '' }];
  for (const action of run.actions) {
    const detail = `Action "${action.name}": ${run.detail ?? `error ${action.error}`}`;
    if (action.error !== 0) lines.push({ time: action.time, severity: 'ERROR', event: 'Action failed', detail });
    if (action.alert) {
      lines.push({
        time: action.time,
        severity: 'WARN',
        event: 'Anomaly found',
        detail: `Action "${action.name}": ${action.alert.title}`,
      });
    }
  }
  if (run.endTime === undefined) return lines;
  const last = { STOPPED: ['WARN', 'Stopped by the operator'], ERROR: ['CRITICAL', 'Ended by an error'] }[run.status];
  const [severity = 'INFO', event = 'Mission ended'] = last ?? [];
  return [...lines, { time: run.endTime, severity, event, detail: run.status }];
}

function decideStatus({ outcome, failureRate, actions }: RunRequest, random: Random): Run['status'] {
  const failed = random.chance(failureRate);
  const kind = random.next();
  if (outcome?.status !== undefined) return outcome.status;
  if (outcome?.action !== undefined) return 'FAILURE';
  if (outcome !== undefined || !failed || actions.length === 0) return 'SUCCESS';
  return kind < 0.6 ? 'FAILURE' : kind < 0.85 ? 'STOPPED' : 'ERROR';
}

function decideBreak(
  status: string,
  planned: readonly PlannedAction[],
  name: string | undefined,
  random: Random,
): number | undefined {
  const index = random.integer(0, Math.max(0, planned.length - 1));
  if (status === 'SUCCESS') return undefined;
  return name === undefined ? index : planned.findIndex((action) => action.name === name);
}

function planAction(
  action: PlannedAction,
  time: EpochMs,
  done: boolean,
  request: RunRequest,
  random: Random,
): RunAction {
  const alert = decideAlert(action, time, request, random);
  const captures = takeCaptures(action.kind, alert, random);
  const error = random.integer(1, 9);
  const base = { name: action.name, elementUuid: action.uuid, time, asset: action.asset };
  return done ? { ...base, error: 0, captures, ...(alert && { alert }) } : { ...base, error, captures: [] };
}

function decideAlert(action: PlannedAction, time: EpochMs, request: RunRequest, random: Random): Alert | undefined {
  const found = random.chance(request.alertRate);
  const severity = random.integer(1, 4);
  const closedAt = time + random.integer(20, 60) * 3_600_000;
  if (request.outcome?.alerts) {
    const wanted = request.outcome.alerts.find((alert) => alert.action === action.name);
    return wanted && { title: wanted.title, severity: wanted.severity ?? 2 };
  }
  if (!found) return undefined;
  const title = { thermal: 'too hot', gauge: 'reading out of range', visual: 'looks different', sound: 'too loud' }[
    action.kind
  ];
  return { title: `${action.asset ?? action.name} ${title}`, severity, closedAt };
}

/** What an action of this kind takes; an alert shows in the readings, or in that there are none. */
function takeCaptures(kind: CaptureKind, alert: Alert | undefined, random: Random): readonly Capture[] {
  const level = random.next();
  const reading = (name: string, low: number, high: number, alarm: number, units: string) => ({
    name,
    value: Math.round((alert ? alarm + level * (alarm - high) : low + level * (high - low)) * 100) / 100,
    units,
  });
  const visual: Capture = { channel: 'visual', kind: 'visual', readings: [] };
  if (kind === 'visual') return [visual];
  if (kind === 'gauge') {
    const isMissing = alert?.title.endsWith('reading missing') ?? false;
    return [{ channel: 'gauge', kind, readings: isMissing ? [] : [reading('Pressure', 4, 7, 8.5, 'bar')] }];
  }
  if (kind === 'sound') {
    return [{ channel: 'acoustic', kind, readings: [reading('SPL At Source', 48, 66, 84, 'dB')] }];
  }
  const readings = [
    reading('Maximum Temperature', 38, 62, 84, '°C'),
    { name: 'Minimum Temperature', value: Math.round((17 + random.next() * 5) * 100) / 100, units: '°C' },
  ];
  return [{ channel: 'thermal', kind, readings }, visual];
}

import type { EpochMs } from '../entities.ts';
import type { World } from '../world.ts';
import { MISSIONS } from './default-missions.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Long enough that a day can be set against the same weekday of the four weeks before. */
const HISTORY = 35 * DAY;

/**
 * The world of the demo: six robots with five weeks behind them. Whenever it starts, two missions are under way, the last Thermal Sweep B
 * has failed at "Panel 7", two anomalies of the last Perimeter Patrol are open, and something is planned next.
 */
export function createDefaultWorld(now: EpochMs, seed = 1): World {
  const ago = (ms: number): EpochMs => Math.floor((now - ms) / (5 * MINUTE)) * 5 * MINUTE;
  const last = {
    boiler: ago(14 * MINUTE),
    gauges: ago(5 * MINUTE),
    patrol: ago(4 * HOUR),
    sweepA: ago(2 * HOUR),
    sweepB: ago(5 * HOUR),
  };
  const historyFrom = ago(HISTORY);
  /** The entry whose latest start is this one, from the beginning of the history on. */
  const every = (minutes: number, mission: string, robot: string, latest: EpochMs) => ({
    mission,
    robot,
    firstStart: latest - Math.floor((latest - historyFrom) / (minutes * MINUTE)) * minutes * MINUTE,
    repeatMinutes: minutes,
  });
  return {
    seed,
    historyFrom,
    sites: [{ name: 'north' }],
    robots: [
      { nickname: 'Rex', hostname: '10.20.0.11', serial: 'spot-BD-21060011' },
      { nickname: 'Daisy', hostname: '10.20.0.12', serial: 'spot-BD-21060012' },
      { nickname: 'Spot-01', hostname: '10.20.0.21', serial: 'spot-BD-22110021' },
      { nickname: 'Spot-02', hostname: '10.20.0.22', serial: 'spot-BD-22110022' },
      { nickname: 'Spot-10', hostname: '10.20.0.30', serial: 'spot-BD-23050030' },
      { nickname: 'Scrappy', hostname: '10.20.0.40', serial: 'spot-BD-20010040', software: '4.1.1' },
    ],
    docks: ['520', '521', '522', '523', '524', '525'].map((name) => ({ name })),
    missions: MISSIONS,
    calendar: [
      every(4 * 60, 'Boiler Room Round', 'Rex', last.boiler),
      every(12 * 60, 'Perimeter Patrol', 'Daisy', last.patrol),
      every(6 * 60, 'Thermal Sweep A', 'Spot-01', last.sweepA),
      every(8 * 60, 'Thermal Sweep B', 'Spot-02', last.sweepB),
      every(3 * 60, 'Compressor Gauge Walk', 'Spot-10', last.gauges),
      { ...every(2 * 60, 'Night Perimeter', 'Scrappy', ago(HOUR)), blackouts: DAYTIME },
      {
        ...every(7 * 24 * 60, 'Weekend Deep Scan', 'Spot-02', ago(2 * DAY)),
        disabledReason: 'Hall C is closed for painting',
      },
    ],
    outcomes: [
      { mission: 'Boiler Room Round', robot: 'Rex', slot: last.boiler, status: 'SUCCESS' },
      { mission: 'Compressor Gauge Walk', robot: 'Spot-10', slot: last.gauges, status: 'SUCCESS' },
      { mission: 'Thermal Sweep B', robot: 'Spot-02', slot: last.sweepB, action: 'Panel 7' },
      {
        mission: 'Perimeter Patrol',
        robot: 'Daisy',
        slot: last.patrol,
        status: 'SUCCESS',
        alerts: [
          { action: 'Motor M-4', title: 'Motor M-4 hot', severity: 3 },
          { action: 'Valve V-17', title: 'Valve V-17 reading missing', severity: 2 },
        ],
      },
    ],
    runs: [
      {
        type: 'teleop',
        robot: 'Spot-01',
        status: 'SUCCESS',
        operator: 'mkay',
        startTime: last.sweepA - 20 * HOUR,
        endTime: last.sweepA - 20 * HOUR + 18 * MINUTE,
        plannedActions: 0,
        distanceMeters: 412.5,
      },
    ],
  };
}

/** Nobody is to meet a robot at the fence between 06:00 and 20:00 UTC. */
const DAYTIME = [0, 1, 2, 3, 4, 5, 6].map((day) => ({ start: day * DAY + 6 * HOUR, end: day * DAY + 20 * HOUR }));

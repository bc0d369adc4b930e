import { readNumber } from './fields.ts';

/** Keys under which a charge in percent has been seen or may stand: `bosdyn.api.BatteryState` in either casing, and the plain words. */
const KEYS = [
  'batteryPercent',
  'batteryPercentage',
  'batteryLevel',
  'chargePercentage',
  'charge_percentage',
  'percentage',
  'percent',
  'level',
  'value',
  'batteryState',
  'batteryStates',
  'battery',
];

/**
 * A charge in percent from whatever a server gives: a number, its text, `{ chargePercentage }`, `{ value }`, or a list of batteries. No
 * reference tells the shape, so what can't be read is "not reported", not nonsense.
 */
export function readBattery(value: unknown, depth = 0): number | undefined {
  if (typeof value === 'number' || typeof value === 'string') {
    const percent = readNumber(value);
    return percent !== undefined && percent >= 0 && percent <= 100 ? percent : undefined;
  }
  if (typeof value !== 'object' || value === null || depth > 4) return undefined;
  const inner = Array.isArray(value) ? value : KEYS.map((key) => (value as Readonly<Record<string, unknown>>)[key]);
  for (const part of inner) {
    const percent = readBattery(part, depth + 1);
    if (percent !== undefined) return percent;
  }
  return undefined;
}

import * as v from 'valibot';
import { parseBody } from './body.ts';
import type { SimulatorClock } from './clock.ts';

const clockSchema = v.strictObject({
  moveByMs: v.optional(v.pipe(v.number(), v.integer())),
  set: v.optional(
    v.union([
      v.pipe(v.number(), v.integer()),
      v.pipe(
        v.string(),
        v.transform((iso) => Date.parse(iso)),
        v.check((ms) => !Number.isNaN(ms), 'expected a time'),
      ),
    ]),
  ),
  frozen: v.optional(v.boolean()),
});

/** Moves, sets, stops or starts a clock as a posted body says. Throws a 400. */
export function moveClock(body: unknown, clock: SimulatorClock): void {
  const { moveByMs, set, frozen } = parseBody(clockSchema, body);
  if (frozen === true) clock.freeze();
  if (frozen === false) clock.unfreeze();
  if (set !== undefined) clock.set(set);
  if (moveByMs !== undefined) clock.moveBy(moveByMs);
}

import type { Robot, Run } from '../clients/fleet/fleet-client.ts';
import { simplify } from '../core/names.ts';

/** Which robots a summary is about. */
export interface Scope {
  /** As Scout lists them. */
  readonly robots: readonly Robot[];
  /** The names that were asked for; undefined where it is about all. */
  readonly names: readonly string[] | undefined;
  /** Those of them that Scout does not list any more. */
  readonly unknown: readonly string[];
  isAbout(robot: string | undefined): boolean;
}

/** The robots that are meant by names, all where there are none. A name that Scout does not list stays: runs of its time still carry it. */
export function scopeOf(robots: readonly Robot[], wanted: readonly string[]): Scope {
  if (wanted.length === 0) return { robots, names: undefined, unknown: [], isAbout: () => true };
  const simple = new Set(wanted.map(simplify));
  const chosen = robots.filter(({ name }) => wanted.includes(name) || simple.has(simplify(name)));
  const listed = new Set(chosen.flatMap(({ name }) => [name, simplify(name)]));
  const unknown = wanted.filter((name) => !listed.has(name) && !listed.has(simplify(name)));
  const names = [...new Set(chosen.map(({ name }) => name)), ...unknown];
  return { robots: chosen, names, unknown, isAbout: (robot) => robot !== undefined && names.includes(robot) };
}

/** Whether a run is by a robot of the scope. */
export function isInScope({ isAbout }: Scope): (run: Run) => boolean {
  return ({ robot }) => isAbout(robot);
}

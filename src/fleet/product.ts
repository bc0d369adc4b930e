import { optional } from '../answers/optional.ts';
import type { FleetClient } from '../clients/fleet/fleet-client.ts';
import type { Known } from '../clients/known.ts';

/** The server by its name and version: "Scout 3.3.2", since 4.0 "Orbit 5.1.0"; "this Scout" where it does not tell. */
export function productName(version: Known<string | undefined> | undefined): string {
  const number = version?.value;
  if (number === undefined) return 'this Scout';
  return `${Number.parseInt(number, 10) >= 4 ? 'Orbit' : 'Scout'} ${number}`;
}

/** Asks which server it is, for sentences about what it does not report. */
export async function product(fleet: FleetClient): Promise<string> {
  return productName(await optional(fleet.version()));
}

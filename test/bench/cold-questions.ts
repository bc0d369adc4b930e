import type { FleetClient } from '../../src/clients/fleet/fleet-client.ts';
import { createScoutClient } from '../../src/clients/fleet/scout-client.ts';
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts';
import { noLog } from '../fixtures/ask.ts';

/** How many requests a cold bot made for many questions at once. */
export interface ColdFigures {
  readonly questions: number;
  readonly logIns: number;
  /** Requests for data, by path. */
  readonly requests: Readonly<Record<string, number>>;
  readonly ms: number;
}

/** A client of a simulator, as the demo makes one. */
export function clientOf(
  simulator: Pick<Simulator, 'url' | 'credentials' | 'fingerprint'>,
  maxItems?: number,
): FleetClient {
  const { username, password } = simulator.credentials;
  return createScoutClient({
    site: { name: 'bench', url: simulator.url, zone: 'UTC' },
    credentials: { kind: 'password', username, password },
    tls: { fingerprint: simulator.fingerprint },
    ...(maxItems !== undefined && { bounds: { maxItems, cacheBytes: 256 * 1_048_576 } }),
    now: Date.now,
    random: Math.random,
    log: noLog,
  });
}

/** Asks a cold client the same two things many times at once. */
export async function measureColdQuestions(questions = 1_000): Promise<ColdFigures> {
  const simulator = await startSimulator();
  const fleet = clientOf(simulator);
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: questions }, () => Promise.all([fleet.robots(), fleet.runs({ limit: 100 })])));
  const ms = performance.now() - startedAt;
  const requests: Record<string, number> = {};
  let logIns = 0;
  for (const { method, path } of simulator.requests) {
    if (method === 'POST') logIns++;
    else requests[path] = (requests[path] ?? 0) + 1;
  }
  await fleet.close();
  await simulator.close();
  return { questions, logIns, requests, ms };
}

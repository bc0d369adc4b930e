import { createCache } from '../cache.ts';
import { createFloorApi, type FloorApiOptions } from './floor-api.ts';
import type { FloorClient } from './floor-client.ts';
import { createFloorQuestions } from './floor-questions.ts';
import { createUnaskedCache } from './unasked-cache.ts';

/** Which floor server, and the bounds of patience and memory. */
export interface ScoutSystemsOptions extends FloorApiOptions {
  /** How long a last good answer stands in during an outage: a day. */
  readonly keepMs?: number;
  /** What the cache may hold: 64 MB. */
  readonly cacheBytes?: number;
}

const MB = 1024 * 1024;
const DAY_MS = 24 * 3_600_000;

/** The client of one shop floor. Asks nothing until it is asked. Throws Error for a setting that cannot be used. */
export function createScoutSystemsClient(options: ScoutSystemsOptions): FloorClient {
  const { site, dialect, now, watch, keepMs = DAY_MS, cacheBytes = 64 * MB } = options;
  const api = createFloorApi(options);
  const cache = createCache({ maxBytes: cacheBytes, keepMs, outage: api.outage, watch, now });
  const questions = createFloorQuestions({ api, dialect, cache, now });
  const { who, quota } = api;
  const sparing = createUnaskedCache({ cache, quota, who, now });
  const unasked = createFloorQuestions({ api, dialect, cache: sparing, now });
  return {
    ...questions,
    site,
    unasked: () => unasked,
    quota,
    look: async () => {
      await api.ask('stations');
    },
    health: api.health,
    async close() {
      cache.close();
      await api.close();
    },
  };
}

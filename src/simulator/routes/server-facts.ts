import { json, type Route } from '../exchange.ts';
import { waypointId } from '../seed/walk-fields.ts';

/** What a server of each generation says that it is. */
export const VERSION_NAMES = { '3.3': '3.3.2', '4.1': '4.1.1', '5.1': '5.1.4' };

/** The server itself: version and clock (official client, 3.3.0 and later), maps (third party only). */
export const serverFactRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/v0/version',
    since: '3.3',
    fidelity: 'guessed',
    // Field notes say that it needs no log-in.
    open: true,
    handle: ({ version, store }) =>
      json({ version: VERSION_NAMES[version], serial: `scout-sim-${store.seed}`, hostEnvironment: 'physical' }),
  },
  {
    method: 'GET',
    path: '/api/v0/settings/system-time',
    since: '3.3',
    fidelity: 'client',
    handle: ({ now }) => json({ msSinceEpoch: now }),
  },
  {
    method: 'GET',
    path: '/api/v0/site_maps',
    since: '4.1',
    fidelity: 'guessed',
    handle: ({ store }) =>
      json({
        siteMaps: store.sites.map((name) => ({
          metadata: { displayName: name },
          waypointIds: [...store.elements.keys()].map(waypointId),
        })),
      }),
  },
];

import type { Run, SiteResource } from '../entities.ts';
import { type Answer, type Call, HttpError, json, type Route } from '../exchange.ts';

const FACETS = '/api/v0/runs/facets';

/** What runs can be filtered by (3.2.0 and later). The mission of `actions` is in the path until 5.0.0 and in the query from 5.0.1 on. */
export const facetRoutes: readonly Route[] = [
  { method: 'GET', path: `${FACETS}/missions`, since: '3.3', fidelity: 'documented', handle: missionFacet },
  { method: 'GET', path: `${FACETS}/robots`, since: '3.3', fidelity: 'documented', handle: robotFacet },
  {
    method: 'GET',
    path: `${FACETS}/actions/{missionName}`,
    since: '3.3',
    until: '4.1',
    fidelity: 'documented',
    handle: (call) => actionFacet(call, call.params['missionName']),
  },
  {
    method: 'GET',
    path: `${FACETS}/actions`,
    since: '5.1',
    fidelity: 'documented',
    handle: (call) => actionFacet(call, call.query.get('missionName')),
  },
];

/** The reference shows a list of page envelopes; that is what is answered, with one page. */
function missionFacet({ store, now }: Call): Answer {
  const names = [...new Set(store.runs.begun(now).flatMap(({ mission }) => mission ?? []))].sort();
  return json([{ resources: names.map((name) => ({ name })), limit: names.length, offset: 0, total: names.length }]);
}

function robotFacet({ store, now }: Call): Answer {
  const robots = new Map(store.runs.begun(now).map(({ robot }: Run) => [robot.nickname, robot]));
  return json(
    [...robots.values()].map((robot) => ({
      robot_hostname: robot.hostname,
      robot_serial: robot.serial,
      robot_nickname: robot.nickname,
    })),
  );
}

function actionFacet({ store }: Call, missionName: string | null | undefined): Answer {
  if (!missionName) throw new HttpError(400, 'missionName: is missing');
  const walk = [...store.walks.values()].find(({ name }: SiteResource) => name === missionName);
  const channels = { thermal: ['thermal', 'visual'], gauge: ['gauge'], visual: ['visual'], sound: ['acoustic'] };
  const actions = walk ? store.actionsOf(walk) : [];
  return json(actions.map(({ uuid, name, kind }) => ({ id: uuid, name, channels: channels[kind] })));
}

import * as v from 'valibot';
import { parseBody } from '../body.ts';
import { type Answer, type Call, found, json, type Route } from '../exchange.ts';
import { cutPage, listOf, pageOf, spanOf } from '../query.ts';
import { type SeenAnomaly, seeAnomalies } from '../views/anomaly-view.ts';

const ANOMALIES = '/api/v0/anomalies';
const bulkSchema = v.object({ command: v.literal('close'), elementIds: v.array(v.string()) });
const patchSchema = v.object({ status: v.picklist(['open', 'closed']) });

/** Anomalies (4.1.0 and later). */
export const anomalyRoutes: readonly Route[] = [
  { method: 'GET', path: ANOMALIES, since: '4.1', fidelity: 'documented', handle: listAnomalies },
  { method: 'PATCH', path: ANOMALIES, since: '4.1', fidelity: 'documented', handle: closeByElement },
  { method: 'PATCH', path: `${ANOMALIES}/{uuid}`, since: '4.1', fidelity: 'documented', handle: setStatus },
];

const ORDERS: Readonly<Record<string, (anomaly: SeenAnomaly) => number>> = {
  time: (anomaly) => anomaly.time,
  created_at: (anomaly) => anomaly.createdAt,
  status_modified_at: (anomaly) => anomaly.statusModifiedAt,
};

/** The newest come first unless asked otherwise; the real default is not documented. */
function listAnomalies({ query, store, now, faults }: Call): Answer {
  const inSpan = spanOf(query, 'startTime', 'endTime');
  const uuids = listOf(query, 'uuid');
  const events = listOf(query, 'runEventUuids') ?? listOf(query, 'runEventUuid');
  const status = query.get('status') ?? '';
  const matching = seeAnomalies(store, now).filter(
    (anomaly) =>
      inSpan(anomaly.time) &&
      (status === '' || anomaly.status === status) &&
      (uuids === undefined || uuids.has(anomaly.uuid)) &&
      (events === undefined || events.has(anomaly.runEventUuid ?? '')),
  );
  const orderBy = query.get('orderBy') || '-time';
  const keyOf = ORDERS[orderBy.replace(/^-/, '')] ?? ((anomaly) => anomaly.time);
  const sign = orderBy.startsWith('-') ? -1 : 1;
  const { limit, offset } = pageOf(query);
  const page = cutPage(
    matching.toSorted((a, b) => sign * (keyOf(a) - keyOf(b))),
    { limit, offset: faults.get().offsetIgnored ? 0 : offset },
  );
  return json({ ...page, resources: page.resources.map(({ view }) => view) });
}

/** Closes by element, not by the anomaly's own uuid. */
function closeByElement({ body, store, now, credentials }: Call): Answer {
  const { elementIds } = parseBody(bulkSchema, body);
  const closing = seeAnomalies(store, now).filter(
    ({ status, elementId }) => status === 'open' && elementIds.includes(elementId ?? ''),
  );
  for (const { uuid } of closing) store.reviews.set(uuid, { status: 'closed', at: now, by: credentials.username });
  return json({});
}

function setStatus({ body, store, params, now, credentials }: Call): Answer {
  const { status } = parseBody(patchSchema, body);
  const isMeant = ({ uuid }: SeenAnomaly): boolean => uuid === params['uuid'];
  const { uuid } = found(seeAnomalies(store, now).find(isMeant), 'anomaly');
  store.reviews.set(uuid, { status, at: now, by: credentials.username });
  return json(found(seeAnomalies(store, now).find(isMeant), 'anomaly').view);
}

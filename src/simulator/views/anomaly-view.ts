import type { Anomaly, EpochMs, JsonObject } from '../entities.ts';
import { anomalyUuid, type EventPlace } from '../run-names.ts';
import { isStored, storedAt } from '../run-state.ts';
import type { Store } from '../store.ts';
import { viewEvent } from './event-view.ts';
import { isoTime } from './run-view.ts';

/** An anomaly with what lists need to filter and sort it. */
export interface SeenAnomaly {
  readonly uuid: string;
  readonly status: 'open' | 'closed';
  readonly time: EpochMs;
  readonly createdAt: EpochMs;
  readonly statusModifiedAt: EpochMs;
  readonly elementId: string | undefined;
  readonly runEventUuid: string | undefined;
  readonly view: JsonObject;
}

interface Subject {
  readonly uuid: string;
  readonly title: string;
  readonly severity: number;
  readonly time: EpochMs;
  readonly createdAt: EpochMs;
  readonly runUuid?: string | undefined;
  readonly mission?: string | undefined;
  readonly action?: string | undefined;
  readonly asset?: string | undefined;
  readonly elementId?: string | undefined;
  readonly event?: JsonObject | undefined;
  readonly closedAt?: EpochMs | undefined;
  readonly closedBy?: string | undefined;
}

/** All anomalies there are by now: those of the world file and the alerts of actions. */
export function seeAnomalies(store: Store, now: EpochMs): readonly SeenAnomaly[] {
  const written = [...store.anomalies.values()].filter((anomaly) => anomaly.time <= now).map(subjectOf);
  const alerts = store.runs.begun(now).flatMap((run) =>
    run.actions.flatMap((action, index) => {
      const { alert } = action;
      if (alert === undefined || !isStored(run, action, now)) return [];
      const place: EventPlace = { run, action: index };
      return [
        {
          uuid: anomalyUuid(place),
          title: alert.title,
          severity: alert.severity,
          closedAt: alert.closedAt,
          createdAt: storedAt(run, action),
          ...eventSubject(place),
        },
      ];
    }),
  );
  return [...written, ...alerts].map((subject) => see(subject, store, now));
}

function subjectOf(anomaly: Anomaly): Subject {
  const { run } = anomaly;
  const index = run?.actions.findIndex(({ name }) => name === anomaly.action) ?? -1;
  const ofEvent = run && index >= 0 ? eventSubject({ run, action: index }) : {};
  return { createdAt: anomaly.time, runUuid: run?.uuid, mission: run?.mission, ...ofEvent, ...anomaly };
}

function eventSubject(place: EventPlace) {
  const action = place.run.actions[place.action];
  return {
    time: action?.time ?? place.run.startTime,
    runUuid: place.run.uuid,
    mission: place.run.mission,
    action: action?.name,
    asset: action?.asset,
    elementId: action?.elementUuid,
    event: viewEvent(place),
  };
}

function see(subject: Subject, store: Store, now: EpochMs): SeenAnomaly {
  const { uuid, time, createdAt, elementId, event } = subject;
  const closed = subject.closedAt !== undefined && subject.closedAt <= now;
  const review =
    store.reviews.get(uuid) ??
    (closed
      ? { status: 'closed' as const, at: subject.closedAt ?? now, by: subject.closedBy ?? 'reviewer' }
      : undefined);
  const status = review?.status ?? 'open';
  const runEventUuid = typeof event?.['uuid'] === 'string' ? event['uuid'] : undefined;
  const captures = Array.isArray(event?.['dataCaptures']) ? event['dataCaptures'] : [];
  const view = {
    uuid,
    time: isoTime(time),
    createdAt: isoTime(createdAt),
    elementId: elementId ?? null,
    assetId: subject.asset ?? null,
    name: subject.title,
    title: subject.title,
    severity: subject.severity,
    source: '',
    runUuid: subject.runUuid ?? null,
    runEventUuid: runEventUuid ?? null,
    status,
    statusModifiedAt: review ? isoTime(review.at) : null,
    statusModifiedBy: review?.by ?? null,
    customMetadataTags: [],
    actionName: subject.action ?? null,
    missionName: subject.mission ?? null,
    channelName: captures[0]?.channelName ?? null,
    dataCaptures: captures,
  };
  return { uuid, status, time, createdAt, statusModifiedAt: review?.at ?? createdAt, elementId, runEventUuid, view };
}

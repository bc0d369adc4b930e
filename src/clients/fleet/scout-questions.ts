import * as v from 'valibot';
import type { Loaded } from '../cache.ts';
import { NotFound } from '../errors.ts';
import type {
  Anomaly,
  AnomalyQuery,
  List,
  LogEntry,
  Mission,
  Robot,
  RobotSession,
  Run,
  RunEvent,
  RunQuery,
  RunStatistics,
  Schedule,
} from './fleet-client.ts';
import { AnomalySchema, MissionSchema, RobotSchema, RobotSessionSchema, ScheduleSchema } from './fleet-schema.ts';
import { readAnswer, readList } from './lists.ts';
import { collect, type Page, readPages } from './paging.ts';
import { isoTime, isWithin, runParameters } from './run-query.ts';
import {
  type ActionCount,
  createRunSchema,
  LogEntrySchema,
  RunEventSchema,
  RunStatisticsSchema,
} from './run-schema.ts';
import { type Question, type ScoutApi, ServerError, WebPage } from './scout-api.ts';

export interface ScoutQuestionOptions {
  readonly api: ScoutApi;
  /** How much of one list is read. */
  readonly maxItems: number;
  readonly actionCount: ActionCount;
  /** Whether the server answers other questions, for a 5xx that may be about one thing only. */
  readonly isAnswering: () => Promise<boolean>;
}

/** What a Scout can be asked, each a path, a schema, and what is read of the answer; all throw the remote errors. */
export interface ScoutQuestions {
  robots(): Promise<Loaded<readonly Robot[]>>;
  robotSession(robot: string): Promise<Loaded<RobotSession | undefined>>;
  /** One page of runs, newest first. */
  runPage(query: RunQuery): (offset: number, limit: number) => Promise<Page<Run>>;
  run(uuid: string): Promise<Loaded<Run>>;
  runEvents(runUuid: string): Promise<Loaded<List<RunEvent>>>;
  runLog(runUuid: string): Promise<Loaded<readonly LogEntry[]>>;
  missions(): Promise<Loaded<readonly Mission[]>>;
  calendar(): Promise<Loaded<readonly Schedule[]>>;
  anomalies(query: AnomalyQuery): Promise<Loaded<List<Anomaly>>>;
  runStatistics(range: { readonly from: number; readonly to: number }): Promise<Loaded<readonly RunStatistics[]>>;
}

/** The official client puts a slash behind every GET, so that is what is known to work. */
export function createScoutQuestions({
  api,
  maxItems,
  actionCount,
  isAnswering,
}: ScoutQuestionOptions): ScoutQuestions {
  const { who } = api;
  const RunSchema = createRunSchema(actionCount);

  /** Pages of a list; `offset` is sent only when needed, because runs alone document it. */
  const pageOf =
    <T>(resource: string, schema: v.GenericSchema<unknown, T>, { path, query, isAboutOne }: Question) =>
    async (offset: number, limit: number): Promise<Page<T>> => {
      const paging = { limit: Number.isFinite(limit) ? limit : undefined, offset: offset > 0 ? offset : undefined };
      const question = { path, query: { ...query, ...paging }, ...(isAboutOne && { isAboutOne }) };
      return readList(schema, await api.json(question), resource, who);
    };

  /** A list that is documented without paging; should a server page it all the same, it is asked for all. */
  async function wholeList<T>(resource: string, schema: v.GenericSchema<unknown, T>, question: Question) {
    const readPage = pageOf(resource, schema, question);
    const first = await readPage(0, Number.POSITIVE_INFINITY);
    const total = first.total ?? first.items.length;
    const { items, bytes } = total > first.items.length ? await readPage(0, Math.min(total, maxItems)) : first;
    return { value: items, bytes };
  }

  const missionsAt = (path: string) => wholeList('missions', MissionSchema, { path });

  return {
    robots: () => wholeList('robots', RobotSchema, { path: 'robots/' }),
    async robotSession(robot) {
      try {
        const path = `robot-session/${segment(robot)}/session/`;
        const { json, bytes } = await api.json({ path, isAboutOne: true });
        return { value: readAnswer(RobotSessionSchema, json, 'robot-session', who), bytes };
      } catch (error) {
        // Orbit asks the robot for it, and a robot that is switched off is no outage of Orbit.
        if (error instanceof ServerError && (await isAnswering())) return { value: undefined, bytes: 0 };
        throw error;
      }
    },
    runPage: (query) => pageOf('runs', RunSchema, { path: 'runs/', query: runParameters(query) }),
    async run(uuid) {
      const unknown = () => new NotFound(`${who} has no run ${uuid}.`, 'not found');
      try {
        const { json, bytes } = await api.json({ path: `runs/${segment(uuid)}/`, isAboutOne: true });
        if (isNothing(json)) throw unknown();
        return { value: readAnswer(RunSchema, json, 'run', who), bytes };
      } catch (error) {
        if (error instanceof NotFound) throw unknown();
        // What an unknown uuid is answered with is not documented, but 500 is for "any failure".
        if (error instanceof ServerError && error.status === 500 && (await isAnswering())) throw unknown();
        throw error;
      }
    },
    async runEvents(runUuid) {
      const question: Question = { path: 'run_events/', query: { runUuid, orderBy: 'time' }, isAboutOne: true };
      const pages = readPages(pageOf('run_events', RunEventSchema, question), maxItems);
      const isWanted = (event: RunEvent) => event.runUuid === undefined || event.runUuid === runUuid;
      const { value, bytes } = await collect(pages, { isWanted, maxItems });
      return { value: { ...value, items: value.items.toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0)) }, bytes };
    },
    runLog: (runUuid) => wholeList('log', LogEntrySchema, { path: `runs/${segment(runUuid)}/log/`, isAboutOne: true }),
    async missions() {
      try {
        return await missionsAt('site_walks/');
      } catch (error) {
        // Before 3.3 there were no site walks.
        if (error instanceof NotFound || error instanceof WebPage) return missionsAt('missions');
        throw error;
      }
    },
    async calendar() {
      const { json, bytes } = await api.json({ path: 'calendar/schedule/' });
      const list = Array.isArray(json) ? json : readAnswer(Calendar, json, 'calendar', who).activeEvents;
      return { value: readAnswer(v.array(ScheduleSchema), list, 'calendar', who), bytes };
    },
    anomalies({ status, from, to }) {
      const query = { orderBy: '-time', status, startTime: isoTime(from), endTime: isoTime(to) };
      const pages = readPages(pageOf('anomalies', AnomalySchema, { path: 'anomalies/', query }), maxItems);
      const isWanted = (anomaly: Anomaly) =>
        (status === undefined || anomaly.status === status) && isWithin(anomaly.at, { from, to });
      return collect(pages, { isWanted, maxItems });
    },
    runStatistics({ from, to }) {
      const query = { start: isoTime(from), end: isoTime(to) };
      return wholeList('run_statistics', RunStatisticsSchema, { path: 'run_statistics/sessions/', query });
    },
  };
}

/** A name as one part of a path; half a character, which JSON can carry, would not be encoded. */
const segment = (name: string): string => encodeURIComponent(name.toWellFormed());

const Calendar = v.object({ activeEvents: v.nullish(v.array(v.unknown()), []) });

function isNothing(json: unknown): boolean {
  return json === null || json === '' || (typeof json === 'object' && Object.keys(json).length === 0);
}

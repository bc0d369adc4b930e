import { reported } from '../reported.ts';
import type { Dialect } from './dialect.ts';
import type { RecordKind } from './field-aliases.ts';
import type {
  AppliedHours,
  Capture,
  InstructionResponse,
  Machine,
  MachineStatusFigures,
  MaintenanceRequest,
  Station,
  Unit,
  UnitStep,
  User,
} from './floor-client.ts';
import { type Fields, readFields } from './records.ts';
import { createStatuses } from './statuses.ts';
import { createMomentReader, readFlag, readId, readLink, readNumber, readSeconds, readText } from './values.ts';
import { createWorkOrderReader, type WorkOrderReader } from './work-order-reader.ts';

type Reader<T> = (json: unknown) => T | undefined;

/** Reads each kind of record; all give undefined for a record without a readable id. */
export interface Readers {
  readonly workOrder: WorkOrderReader;
  readonly station: Reader<Station>;
  readonly unit: Reader<Unit>;
  readonly user: Reader<User>;
  readonly appliedHours: Reader<AppliedHours>;
  readonly machine: Reader<Machine>;
  readonly machineStatus: Reader<MachineStatusRow>;
  readonly maintenanceRequest: Reader<MaintenanceRequest>;
  readonly instructionResponse: Reader<InstructionResponse>;
  readonly cameraCapture: Reader<Capture>;
}

/** One machine in one status. */
interface MachineStatusRow {
  readonly machineId: number;
  readonly byStatus: MachineStatusFigures['byStatus'];
}

/** The readers of a dialect. */
export function createReaders(dialect: Dialect): Readers {
  const statuses = createStatuses(dialect.status);
  const moment = createMomentReader(dialect.dates.zone);

  /** A reader of a kind of record that has an id. */
  const withId =
    <T>(kind: RecordKind, read: (id: number, fields: Fields) => T): Reader<T> =>
    (json) => {
      const fields = readFields(json, dialect.fields[kind]);
      const id = fields?.read('id', readId);
      return fields === undefined || id === undefined ? undefined : read(id, fields);
    };

  const unitStep = withId('unitStep', (id, fields) => ({ id, fields }));

  function readStep(json: unknown): (Omit<UnitStep, 'order'> & { readonly order: number | undefined }) | undefined {
    const step = unitStep(json);
    if (step === undefined) return undefined;
    const { id, fields } = step;
    const times = reported({
      targetSeconds: fields.read('targetSeconds', readSeconds),
      avgSeconds: fields.read('avgSeconds', readSeconds),
    });
    return {
      id,
      name: fields.read('name', readText) ?? `step ${id}`,
      order: fields.read('order', readNumber),
      ...times,
    };
  }

  return {
    workOrder: createWorkOrderReader(dialect, statuses),
    station: withId('station', (id, fields) => {
      const rawStatus = fields.read('status', readText);
      return reported({
        id,
        name: fields.read('name', readText) ?? `station ${id}`,
        workArea: fields.read('workArea', readText),
        type: fields.read('type', readText),
        status: rawStatus === undefined ? ('unknown' as const) : statuses.station(rawStatus),
        rawStatus,
        currentWorkOrderIds: fields.readAll('workOrderIds', readId),
      });
    }),
    unit: withId('unit', (id, fields) =>
      reported({
        id,
        name: fields.read('name', readText) ?? `unit ${id}`,
        description: fields.read('description', readText),
        revision: fields.read('revision', readText),
        avgBuildSeconds: fields.read('avgBuildSeconds', readSeconds),
        steps: fields
          .readAll('steps', readStep)
          .map((step, place) => ({ ...step, order: step.order ?? place + 1 }))
          .toSorted((a, b) => a.order - b.order),
      }),
    ),
    user: withId('user', (id, fields) =>
      reported({
        id,
        displayName: nameOf(fields) ?? `user ${id}`,
        active: fields.read('active', readFlag),
        appliedSeconds: fields.read('appliedSeconds', readSeconds),
      }),
    ),
    appliedHours: (json) => {
      const fields = readFields(json, dialect.fields.appliedHours);
      const seconds = (name: string) => fields?.read(name, readSeconds);
      const hours = reported({
        from: fields?.read('from', moment),
        to: fields?.read('to', moment),
        activeSeconds: seconds('activeSeconds'),
        setupSeconds: seconds('setupSeconds'),
        pausedSeconds: seconds('pausedSeconds'),
        breakSeconds: seconds('breakSeconds'),
        inactiveSeconds: seconds('inactiveSeconds'),
        totalSeconds: seconds('totalSeconds'),
      });
      return Object.keys(hours).length === 0 ? undefined : hours;
    },
    machine: withId('machine', (id, fields) =>
      reported({
        id,
        name: fields.read('name', readText) ?? `machine ${id}`,
        typeId: fields.read('typeId', readId),
        stationId: fields.read('stationId', readId),
        status: fields.read('status', readText),
      }),
    ),
    machineStatus: withId('machineStatus', (machineId, fields) => {
      const status = fields.read('status', readText) ?? '';
      const figure = fields.read('seconds', readSeconds) ?? fields.read('count', readNumber);
      return { machineId, byStatus: figure === undefined ? {} : { [status]: figure } };
    }),
    maintenanceRequest: withId('maintenanceRequest', (id, fields) =>
      reported({
        id,
        machineId: fields.read('machineId', readId),
        machineName: fields.read('machineName', readText),
        stationId: fields.read('stationId', readId),
        stationName: fields.read('stationName', readText),
        title: fields.read('title', readText) ?? `request ${id}`,
        status: fields.read('status', readText),
        openedAt: fields.read('openedAt', moment),
        closedAt: fields.read('closedAt', moment),
      }),
    ),
    instructionResponse: withId('instructionResponse', (id, fields) =>
      reported({
        id,
        stepName: fields.read('stepName', readText),
        userId: fields.read('userId', readId),
        answer: fields.read('answer', (value) =>
          typeof value === 'boolean' ? (value ? 'yes' : 'no') : readText(value),
        ),
        at: fields.read('at', moment),
      }),
    ),
    cameraCapture: withId('cameraCapture', (id, fields) =>
      reported({
        id,
        stepName: fields.read('stepName', readText),
        userId: fields.read('userId', readId),
        at: fields.read('at', moment),
        url: fields.read('url', readLink),
      }),
    ),
  };
}

/** A person's name; a user name that is an e-mail address is not shown. */
function nameOf(fields: Fields): string | undefined {
  const parts = [fields.read('firstName', readText), fields.read('lastName', readText)];
  const full = parts.filter((part) => part !== undefined).join(' ');
  return [fields.read('displayName', readText), full, fields.read('userName', readText)].find(
    (name) => name !== undefined && name !== '' && !name.includes('@'),
  );
}

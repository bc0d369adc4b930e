/** What an operation answers with; an entity has its own names of fields. */
export type Entity =
  | 'workOrder'
  | 'station'
  | 'unit'
  | 'user'
  | 'appliedHours'
  | 'machine'
  | 'machineType'
  | 'machineStatus'
  | 'maintenanceRequest'
  | 'instructionResponse'
  | 'cameraCapture';

/** What an operation can be told, by our names. */
export type ParameterName = 'id' | 'from' | 'to' | 'stationId' | 'machineId' | 'username' | 'password';

/** One thing that the floor's API can be asked. */
export interface Operation {
  /** Its name on the vendor's portal, by which an OpenAPI file is matched. */
  readonly name: string;
  readonly method: 'GET' | 'POST';
  /** Below the base address (`https://api.scout.systems/v1`), with `{id}` for a parameter that stands in it. */
  readonly path: string;
  /**
   * Our names to theirs. A parameter whose wire name stands in the path as `{name}` goes there, one of the log-in into the body, any other into
   * the query.
   */
  readonly parameters: Readonly<Partial<Record<ParameterName, string>>>;
  /** Those of its parameters that may be left out. */
  readonly optional?: readonly ParameterName[];
  readonly entity?: Entity;
  /**
   * How sure the path is: public, a guess for an operation known by name, a guess for one that may not exist (it is not asked), or set in the
   * settings file.
   */
  readonly basis: 'known' | 'named' | 'guess' | 'set';
}

const range = { from: 'StartDate', to: 'EndDate' } as const;

/** Everything the bot can ask, as the public record and the conventions of its kind of server suggest; a settings file corrects it. */
export const OPERATIONS = {
  token: {
    name: 'Token',
    method: 'POST',
    path: '/token',
    parameters: { username: 'username', password: 'password' },
    basis: 'named',
  },
  renewToken: { name: 'Renew Token', method: 'POST', path: '/token/renew', parameters: {}, basis: 'named' },
  workOrder: {
    name: 'Work Order',
    method: 'GET',
    path: '/workorders/{id}',
    parameters: { id: 'id' },
    entity: 'workOrder',
    basis: 'named',
  },
  workOrderSearch: {
    name: 'Work Order Search',
    method: 'GET',
    path: '/workorders/search',
    parameters: range,
    entity: 'workOrder',
    basis: 'named',
  },
  workOrdersInProgress: {
    name: 'Work Orders In-Progress',
    method: 'GET',
    path: '/workorders/in-progress',
    parameters: { stationId: 'StationID' },
    entity: 'workOrder',
    basis: 'named',
  },
  workOrdersQueued: {
    name: 'Work Orders Queued',
    method: 'GET',
    path: '/workorders/queued',
    parameters: { stationId: 'StationID' },
    optional: ['stationId'],
    entity: 'workOrder',
    basis: 'named',
  },
  stations: {
    name: 'Stations',
    method: 'GET',
    path: '/stations',
    parameters: {},
    entity: 'station',
    basis: 'named',
  },
  stationAppliedHours: {
    name: 'Station Applied Hours',
    method: 'GET',
    path: '/stations/{id}/applied-hours',
    parameters: { id: 'id', ...range },
    entity: 'appliedHours',
    basis: 'named',
  },
  units: { name: 'Units', method: 'GET', path: '/units', parameters: {}, entity: 'unit', basis: 'named' },
  unit: {
    name: 'Unit',
    method: 'GET',
    path: '/units/{id}',
    parameters: { id: 'id' },
    entity: 'unit',
    basis: 'guess',
  },
  users: { name: 'Users', method: 'GET', path: '/users', parameters: {}, entity: 'user', basis: 'named' },
  user: {
    name: 'User',
    method: 'GET',
    path: '/users/{id}',
    parameters: { id: 'id' },
    entity: 'user',
    basis: 'guess',
  },
  userAppliedHours: {
    name: 'User Applied Hours',
    method: 'GET',
    path: '/users/{id}/applied-hours',
    parameters: { id: 'id', ...range },
    entity: 'appliedHours',
    basis: 'guess',
  },
  machines: {
    name: 'Machines',
    method: 'GET',
    path: '/machines',
    parameters: {},
    entity: 'machine',
    basis: 'named',
  },
  machineTypes: {
    name: 'Machine Types',
    method: 'GET',
    path: '/machinetypes',
    parameters: {},
    entity: 'machineType',
    basis: 'named',
  },
  machineStatusCount: {
    name: 'Machine Status Count',
    method: 'GET',
    path: '/machines/status-count',
    parameters: { ...range, machineId: 'MachineID' },
    optional: ['machineId'],
    entity: 'machineStatus',
    basis: 'named',
  },
  machineStatusTime: {
    name: 'Machine Status Time',
    method: 'GET',
    path: '/machines/status-time',
    parameters: { ...range, machineId: 'MachineID' },
    optional: ['machineId'],
    entity: 'machineStatus',
    basis: 'named',
  },
  machineTypeStatusCount: {
    name: 'Machine Type Status Count',
    method: 'GET',
    path: '/machinetypes/status-count',
    parameters: range,
    entity: 'machineStatus',
    basis: 'named',
  },
  machineTypeStatusTime: {
    name: 'Machine Type Status Time',
    method: 'GET',
    path: '/machinetypes/status-time',
    parameters: range,
    entity: 'machineStatus',
    basis: 'named',
  },
  maintenanceRequests: {
    name: 'Maintenance Requests',
    method: 'GET',
    path: '/maintenancerequests',
    parameters: range,
    entity: 'maintenanceRequest',
    basis: 'named',
  },
  instructionResponses: {
    name: 'Instruction Responses',
    method: 'GET',
    path: '/workorders/{id}/instruction-responses',
    parameters: { id: 'id' },
    entity: 'instructionResponse',
    basis: 'named',
  },
  instructionResponsesSearch: {
    name: 'Instruction Responses Search',
    method: 'GET',
    path: '/workorders/instruction-responses/search',
    parameters: range,
    entity: 'instructionResponse',
    basis: 'named',
  },
  cameraCaptures: {
    name: 'Camera Captures',
    method: 'GET',
    path: '/workorders/{id}/camera-captures',
    parameters: { id: 'id' },
    entity: 'cameraCapture',
    basis: 'known',
  },
} as const satisfies Record<string, Operation>;

/** Our name of an operation. */
export type OperationKey = keyof typeof OPERATIONS;

/** The operations of one server; those switched off are missing. */
export type Operations = Readonly<Partial<Record<OperationKey, Operation>>>;

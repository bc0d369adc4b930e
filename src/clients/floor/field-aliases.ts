import type { Entity } from './operations.ts';

/** A kind of record: what an operation answers with, or a part of it. */
export type RecordKind = Entity | 'workOrderStation' | 'unitStep';

/** Names of a field by our name of it, the likeliest first; `users[].id` reads a list, `station.id` a record inside the record. */
export type FieldAliases = Readonly<Record<string, readonly string[]>>;

/**
 * How fields may be called where no settings file says it. Public are only `id`, `unitID` and `userIDs`; the rest are the words of the vendor's
 * screens. Case, `_` and `-` do not matter.
 */
export const FIELD_ALIASES = {
  workOrder: {
    id: ['id', 'workOrderID'],
    number: ['workOrderNumber', 'workOrder', 'number', 'name', 'orderNumber', 'jobNumber'],
    status: ['status', 'workOrderStatus', 'state', 'statusName'],
    unitId: ['unitID', 'unit.id'],
    unitName: ['unitName', 'unit.name', 'unit'],
    units: ['units', 'unitIDs'],
    quantity: ['quantity', 'qty', 'totalUnits', 'units'],
    completed: ['unitsCompleted', 'completedUnits', 'quantityCompleted', 'built', 'completed'],
    scrap: ['scrap', 'scrapped', 'scrapCount'],
    stations: ['stations', 'stationIDs', 'stationID', 'station'],
    stationName: ['stationName'],
    userIds: ['userIDs', 'users[].id', 'users', 'userID', 'operators[].id', 'operators', 'operatorIDs'],
    queuedAt: ['queuedDate', 'queuedAt', 'createdDate'],
    startedAt: ['startDate', 'startedAt', 'startTime'],
    pausedAt: ['pausedDate', 'pausedAt', 'pauseDate'],
    completedAt: ['endDate', 'completedDate', 'completedAt', 'endTime'],
    predictedEnd: ['predictedEndDate', 'predictedEndTime', 'predictedEnd', 'estimatedEnd'],
    dueAt: ['dueDate', 'requiredDate', 'targetDate'],
    pauseReason: ['pauseReason', 'pauseReasonName', 'pauseReason.name'],
    productivityPct: ['productivity', 'jobProductivity', 'productivityPercent'],
    appliedSeconds: ['appliedTime', 'appliedHours', 'appliedSeconds'],
    sequence: ['sequence', 'queuePosition', 'position'],
  },
  workOrderStation: {
    id: ['id', 'stationID'],
    name: ['name', 'stationName'],
    status: ['status', 'state', 'statusName'],
    quantity: ['quantity', 'qty', 'totalUnits', 'units'],
    completed: ['unitsCompleted', 'completedUnits', 'quantityCompleted', 'built', 'completed'],
  },
  station: {
    id: ['id', 'stationID'],
    name: ['name', 'stationName', 'station'],
    workArea: ['workArea', 'workAreaName', 'workArea.name', 'area'],
    type: ['stationType', 'stationTypeName', 'stationType.name', 'type'],
    status: ['status', 'stationStatus', 'state', 'statusName'],
    workOrderIds: ['workOrderIDs', 'currentWorkOrderIDs', 'workOrders[].id', 'workOrderID', 'currentWorkOrderID'],
  },
  unit: {
    id: ['id', 'unitID'],
    name: ['name', 'unitName', 'unit', 'partNumber'],
    description: ['description', 'unitDescription'],
    revision: ['revision', 'rev'],
    avgBuildSeconds: ['averageBuildTime', 'avgBuildTime', 'buildTime'],
    steps: ['steps', 'instructionSteps', 'instructions'],
  },
  unitStep: {
    id: ['id', 'stepID'],
    name: ['name', 'stepName', 'title'],
    order: ['order', 'stepOrder', 'number', 'sequence'],
    targetSeconds: ['time', 'targetTime', 'stepTime'],
    avgSeconds: ['averageTime', 'averageStepTime', 'avgTime'],
  },
  user: {
    id: ['id', 'userID'],
    displayName: ['displayName', 'fullName', 'name'],
    firstName: ['firstName', 'givenName'],
    lastName: ['lastName', 'familyName', 'surname'],
    userName: ['userName', 'login'],
    active: ['isActive', 'active', 'enabled'],
    appliedSeconds: ['appliedTime', 'appliedHours', 'appliedSeconds'],
  },
  appliedHours: {
    from: ['startDate', 'start', 'from'],
    to: ['endDate', 'end', 'to'],
    activeSeconds: ['active', 'activeTime'],
    setupSeconds: ['setup', 'setupTime'],
    pausedSeconds: ['paused', 'pausedTime'],
    breakSeconds: ['breaks', 'break', 'breakTime'],
    inactiveSeconds: ['inactive', 'inactiveTime'],
    totalSeconds: ['total', 'totalTime', 'appliedHours'],
  },
  machine: {
    id: ['id', 'machineID'],
    name: ['name', 'machineName', 'machine'],
    typeId: ['machineTypeID', 'typeID', 'machineType.id'],
    stationId: ['stationID', 'station.id'],
    status: ['status', 'machineStatus', 'state', 'statusName'],
  },
  machineType: {
    id: ['id', 'machineTypeID'],
    name: ['name', 'machineTypeName', 'machineType'],
  },
  machineStatus: {
    id: ['machineID', 'machineTypeID', 'id'],
    status: ['status', 'machineStatus', 'state', 'statusName'],
    seconds: ['time', 'totalTime', 'duration', 'seconds'],
    count: ['count', 'total', 'statusCount'],
  },
  maintenanceRequest: {
    id: ['id', 'maintenanceRequestID', 'requestID'],
    machineId: ['machineID', 'machine.id'],
    machineName: ['machineName', 'machine.name', 'machine'],
    stationId: ['stationID', 'station.id'],
    stationName: ['stationName', 'station.name', 'station'],
    title: ['title', 'name', 'description', 'subject', 'reason'],
    status: ['status', 'state', 'statusName'],
    openedAt: ['openedDate', 'openedAt', 'createdDate', 'requestDate', 'startDate'],
    closedAt: ['closedDate', 'closedAt', 'completedDate', 'endDate'],
  },
  instructionResponse: {
    id: ['id', 'responseID', 'instructionResponseID'],
    stepName: ['stepName', 'step.name', 'step', 'instructionName'],
    userId: ['userID', 'user.id', 'operatorID'],
    answer: ['response', 'answer', 'value', 'result', 'text'],
    at: ['date', 'responseDate', 'createdDate', 'completedDate', 'time'],
  },
  cameraCapture: {
    id: ['id', 'cameraCaptureID'],
    stepName: ['stepName', 'step.name', 'step'],
    userId: ['userID', 'user.id', 'operatorID'],
    at: ['date', 'captureDate', 'createdDate', 'time'],
    url: ['url', 'link', 'uri', 'imageUrl', 'path'],
  },
} as const satisfies Record<RecordKind, FieldAliases>;

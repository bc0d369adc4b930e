import { createDialect, type Dialect, type DialectSettings } from './dialect.ts';
import { type ApiDescription, type DescribedOperation, readOpenApi } from './openapi.ts';
import { OPERATIONS, type Operation, type OperationKey, type ParameterName } from './operations.ts';
import { foldName, unreadNames } from './records.ts';

/** What an OpenAPI file taught. */
export interface ImportReport {
  readonly settings: DialectSettings;
  readonly server?: string;
  /** Operations that were found, each with what is to be known of it. */
  readonly matched: readonly MatchedOperation[];
  /** Ours that the file does not have. */
  readonly missing: readonly string[];
  /** Theirs that the bot does not use. */
  readonly unused: readonly string[];
  /** What is different now, in words. */
  readonly changes: readonly string[];
}

export interface MatchedOperation {
  readonly key: OperationKey;
  readonly line: string;
  /** What it wants and the bot does not send. */
  readonly wanted: readonly string[];
  /** Fields of its answer that no field of ours is read from. */
  readonly unread: readonly string[];
}

/** How parameters may be called, beside the names of the table. */
const PARAMETER_WORDS: Readonly<Record<ParameterName, readonly string[]>> = {
  id: ['id'],
  from: ['startdate', 'start', 'from', 'fromdate', 'begindate', 'startdatetime', 'starttime'],
  to: ['enddate', 'end', 'to', 'todate', 'enddatetime', 'endtime'],
  stationId: ['stationid', 'station'],
  machineId: ['machineid', 'machine'],
  username: ['username', 'user', 'login', 'email', 'userid'],
  password: ['password', 'pass'],
};

const KEYS = Object.keys(OPERATIONS) as OperationKey[];

/** Fills a settings file from an OpenAPI file, by the names of the operations. Throws Error for a file that is no OpenAPI. */
export function importOpenApi(document: unknown, before: DialectSettings): ImportReport {
  const description = readOpenApi(document);
  const dialect = createDialect(before);
  const found = KEYS.map((key) => ({ key, described: find(description, key) }));
  const matched = found.flatMap(({ key, described }) => (described ? [match(key, described, dialect)] : []));
  const operations = { ...before.operations, ...Object.fromEntries(matched.map(({ key, set }) => [key, set])) };
  const auth = authOf(description, found.find(({ key }) => key === 'token')?.described, before.auth);
  const settings: DialectSettings = { ...before, operations, ...(Object.keys(auth).length > 0 && { auth }) };
  return {
    settings,
    ...(description.server !== undefined && { server: description.server }),
    matched,
    missing: found.filter(({ described }) => described === undefined).map(({ key }) => OPERATIONS[key].name),
    unused: description.operations
      .filter((operation) => found.every(({ described }) => described !== operation))
      .map((operation) => `${operation.method} ${operation.path} (${operation.name || operation.operationId})`),
    changes: changesOf(dialect, createDialect(settings)),
  };
}

/** By the name that the portal shows, else by the operation's id; only with the verb that the table has, so that nothing is ever written. */
function find({ operations }: ApiDescription, key: OperationKey): DescribedOperation | undefined {
  const { name, method } = OPERATIONS[key];
  const readable = operations.filter((operation) => operation.method === method);
  return (
    readable.find((operation) => foldTitle(operation.name) === foldTitle(name)) ??
    readable.find((operation) => foldTitle(operation.operationId) === foldTitle(name))
  );
}

function match(key: OperationKey, described: DescribedOperation, dialect: Dialect) {
  const operation: Operation = OPERATIONS[key];
  const parameters = matchParameters(operation, described);
  const ours = new Set(Object.values(parameters));
  const optional = described.parameters.filter(({ required }) => !required).map(({ name }) => name);
  const leftOut = (Object.keys(parameters) as ParameterName[]).filter((name) =>
    optional.includes(parameters[name] ?? ''),
  );
  return {
    key,
    set: { path: described.path, parameters, optional: leftOut },
    line: `${operation.name}: ${described.method} ${described.path}`,
    wanted: described.parameters.filter(({ name, required }) => required && !ours.has(name)).map(({ name }) => name),
    unread: operation.entity === undefined ? [] : unreadNames(described.properties, dialect.fields[operation.entity]),
  };
}

function matchParameters(
  operation: Operation,
  described: DescribedOperation,
): Readonly<Partial<Record<ParameterName, string>>> {
  const theirs = [...described.parameters.map(({ name }) => name), ...described.body.properties];
  const matched: Partial<Record<ParameterName, string>> = {};
  for (const name of Object.keys(operation.parameters) as ParameterName[]) {
    const words = [operation.parameters[name] ?? '', ...PARAMETER_WORDS[name]].map(foldName);
    const same = theirs.find((wire) => words.includes(foldName(wire)));
    if (same !== undefined) matched[name] = same;
  }
  // The one name in a path is the thing that is asked about, whatever it is called.
  const inPath = described.parameters.filter((parameter) => parameter.in === 'path');
  const [only] = inPath;
  const about = (['id', 'stationId'] as const).find((name) => operation.parameters[name] !== undefined);
  if (inPath.length === 1 && only && about !== undefined && !Object.values(matched).includes(only.name))
    matched[about] = only.name;
  return matched;
}

function authOf(
  { keyHeader }: ApiDescription,
  token: DescribedOperation | undefined,
  before: DialectSettings['auth'] = {},
): NonNullable<DialectSettings['auth']> {
  const types = token?.body.mediaTypes ?? [];
  const isForm = types.length > 0 && types.every((type) => type.includes('form'));
  return {
    ...before,
    ...(keyHeader !== undefined && { subscriptionKeyHeader: keyHeader }),
    ...(isForm && { bodyStyle: 'form' as const }),
  };
}

function changesOf(before: Dialect, after: Dialect): readonly string[] {
  const changes = KEYS.flatMap((key) => {
    const [was, is] = [before.operations[key], after.operations[key]];
    if (is === undefined) return [];
    const was1 = was && was.basis !== 'guess' ? writeOperation(was) : 'not configured';
    return was1 === writeOperation(is) || is.basis === 'guess' ? [] : [`${is.name}: ${was1} → ${writeOperation(is)}`];
  });
  const names = ['subscriptionKeyHeader', 'bodyStyle'] as const;
  const auth = names.filter((name) => before.auth[name] !== after.auth[name]);
  return [...changes, ...auth.map((name) => `${name}: ${before.auth[name]} → ${after.auth[name]}`)];
}

function writeOperation({ method, path, parameters, optional = [] }: Operation): string {
  const names = Object.entries(parameters).map(([name, wire]) => {
    const isOptional = optional.some((left) => left === name);
    return `${wire}${isOptional ? '?' : ''}`;
  });
  return `${method} ${path}${names.length === 0 ? '' : ` (${names.join(', ')})`}`;
}

/** "Work Orders In-Progress" and "WorkOrdersInProgress" are one name. */
const foldTitle = (title: string): string => title.toLowerCase().replace(/[^a-z0-9]/g, '');

import { Temporal } from 'temporal-polyfill';
import type { EpochMs } from '../../core/reply.ts';
import type { HttpRequest } from '../http.ts';
import type { Dialect } from './dialect.ts';
import type { Operation, ParameterName } from './operations.ts';

/** What an operation is told, by our names; `from` and `to` are moments. */
export type Parameters = Readonly<Partial<Record<Exclude<ParameterName, 'username' | 'password'>, number>>>;

/** The request of an operation below a base path; `more` are parameters of its paging. */
export function writeRequest(
  operation: Operation,
  parameters: Parameters,
  {
    base,
    dates,
    more = {},
  }: { readonly base: string; readonly dates: Dialect['dates']; readonly more?: Readonly<Record<string, number>> },
): Pick<HttpRequest, 'method' | 'path'> {
  const query = new URLSearchParams();
  let { path } = operation;
  for (const [name, value] of Object.entries(parameters)) {
    const wire = operation.parameters[name as keyof Parameters];
    if (wire === undefined) continue;
    const text = name === 'from' || name === 'to' ? writeMoment(value, dates) : String(value);
    if (path.includes(`{${wire}}`)) path = path.replace(`{${wire}}`, encodeURIComponent(text));
    else query.set(wire, text);
  }
  for (const [name, value] of Object.entries(more)) query.set(name, String(value));
  const search = query.size === 0 ? '' : `?${query.toString().replaceAll('+', '%20')}`;
  return { method: operation.method, path: `${base}${path}${search}` };
}

/** Whether an operation is asked for each station, because it takes one and may not be without. */
export function isPerStation({ parameters, optional = [], path }: Operation): boolean {
  const wire = parameters.stationId;
  return wire !== undefined && (path.includes(`{${wire}}`) || !optional.includes('stationId'));
}

function writeMoment(at: EpochMs, { zone, format }: Dialect['dates']): string {
  const instant = Temporal.Instant.fromEpochMilliseconds(at);
  if (format === 'utc') return instant.toString({ smallestUnit: 'second' });
  const local = instant.toZonedDateTimeISO(zone);
  return format === 'date'
    ? local.toPlainDate().toString()
    : local.toPlainDateTime().toString({ smallestUnit: 'second' });
}

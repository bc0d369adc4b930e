import { count, duration, listNames } from '../answers/quantities.ts';
import type { Machine } from '../clients/floor/floor-client.ts';
import { bold, type Text } from '../core/reply.ts';
import { type Downtime, downtimeOfAll, type MachineFigures } from './machine-figures.ts';

/** What was asked of machines: those that are down, or all; in a span, or now. */
export interface MachineQuestion {
  readonly onlyDown: boolean;
  /** What they were asked for by. */
  readonly name?: string;
  /** The words for the span, where there is one. */
  readonly span?: string;
  readonly figures?: MachineFigures;
}

/** The line that answers: of all machines that were asked for, those that were chosen. */
export function machineHeadline(
  all: readonly Machine[],
  chosen: readonly Machine[],
  { onlyDown, name, span, figures }: MachineQuestion,
  who: string,
): Text {
  const of = count(all.length, 'machine');
  if (all.length === 0) return [bold(name === undefined ? `${who} lists no machines` : `No machine stands at ${name}`)];
  if (span !== undefined && figures !== undefined) {
    if (onlyDown && chosen.length === 0) return [bold(`None of ${of} was down, ${span}`)];
    const asked = onlyDown ? `${chosen.length} of ${of} ${chosen.length === 1 ? 'was' : 'were'} down` : nameOr(all, of);
    const inAll = chosen.length === 1 ? '' : ' in all';
    return [bold(`${asked}, ${span}: ${downtimeText(downtimeOfAll(chosen, figures), inAll)}`)];
  }
  if (all.every(({ status }) => status === undefined))
    return [bold(`${who} does not report what ${all.length === 1 ? `${nameOr(all, of)} does` : 'its machines do'}`)];
  if (!onlyDown) return [bold(`${nameOr(all, of)}: ${statusCounts(all)}`)];
  if (chosen.length === 0) return [bold(`None of ${of} is down`)];
  const names = listNames(chosen.map(({ name }) => name));
  return [bold(`${chosen.length} of ${of} ${chosen.length === 1 ? 'is' : 'are'} down`), `: ${names}`];
}

const nameOr = (machines: readonly Machine[], otherwise: string): string =>
  machines.length === 1 ? (machines[0]?.name ?? otherwise) : otherwise;

/** `6 Running, 1 Idle and 1 Down`; of one machine its status alone. */
function statusCounts(machines: readonly Machine[]): string {
  const words = machines.map(({ status }) => status ?? 'not reported');
  if (words.length === 1) return words.join();
  const counts = [...new Set(words)].map((word) => ({ word, n: words.filter((each) => each === word).length }));
  return listNames(
    counts.toSorted((a, b) => b.n - a.n).map(({ word, n }) => `${n} ${word}`),
    6,
  );
}

/** `5 stops, down for 1 h 23 min in all`; what is not reported is left out, and said where it is both. */
function downtimeText({ stops, seconds }: Downtime, inAll: string): string {
  if (stops === undefined && seconds === undefined) return 'stops and times not reported';
  const wasDown = seconds !== undefined && seconds > 0;
  const told = [
    // What was down all the time did not stop in it.
    ...(stops === undefined || (stops === 0 && wasDown) ? [] : [count(stops, 'stop')]),
    ...(wasDown ? [`down for ${duration(seconds * 1_000)}${inAll}`] : []),
  ];
  return told.join(', ') || 'not down';
}

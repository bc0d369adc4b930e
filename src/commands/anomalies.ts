import type { Anomaly, FleetClient } from '../clients/fleet/fleet-client.ts';
import { type Command, command } from '../core/command.ts';
import { choice, page, timeRange } from '../core/parameters.ts';
import { bold, button, code, inPlaceButton, type Table, type Text, text, time } from '../core/reply.ts';
import { anomalyTitle } from '../fleet/anomaly-text.ts';
import { fleetReply } from '../fleet/fleet-reply.ts';
import { commandLine, pageButtons, pageOf } from '../fleet/pages.ts';
import { product } from '../fleet/product.ts';
import { count } from '../fleet/quantities.ts';
import { SHORT_ID_LENGTH } from '../fleet/run-table.ts';

const PAGE_SIZE = 10;

/** `anomalies`: what captures found wrong, the open ones where nothing else is asked. */
export function anomalies(fleet: FleetClient): Command {
  return command({
    name: 'anomalies',
    summary: 'what inspections found wrong: open ones, or closed ones, or all of a time',
    parameters: {
      status: choice('status', '`open` (the default), `closed` or `all`', {
        open: 'open',
        closed: 'closed',
        all: 'all',
      }),
      time: timeRange,
      page,
    },
    examples: ['anomalies', 'anomalies closed last week', 'anomalies all today'],
    shared: true,
    async run({ status = 'open', time: span, page: number }, { now }) {
      const known = await fleet.anomalies({
        ...(status === 'all' ? {} : { status }),
        ...(span && { from: span.from, to: span.to }),
      });
      const line = commandLine('anomalies', status === 'open' ? undefined : status, span?.label);
      if (known.value === undefined) {
        const words = `${await product(fleet)} does not report anomalies; Orbit 4.1 and later do.`;
        return fleetReply({
          fleet,
          now,
          facts: [known],
          blocks: [text(bold(words))],
          next: [button('Failed runs', 'runs failed')],
        });
      }
      const { items, total, complete } = known.value;
      const shown = pageOf(items, number, PAGE_SIZE);
      return fleetReply({
        fleet,
        now,
        facts: [known],
        blocks: [
          text(...headline(items, total ?? items.length, status === 'all' ? '' : `${status} `, span?.label)),
          ...(shown.items.length > 0 ? [anomalyTable(shown.items)] : []),
        ],
        remarks: complete ? [] : [[`only the newest ${items.length} were read`]],
        next: [
          ...pageButtons(line, shown, PAGE_SIZE),
          inPlaceButton('Refresh', line),
          ...statusButton(status, span?.label),
        ],
      });
    },
  });
}

function headline(items: readonly Anomaly[], total: number, status: string, label: string | undefined): Text {
  const when = label === undefined ? '' : `, ${label}`;
  const [newest] = items;
  if (newest === undefined) return [bold(`No ${status}anomalies${when}.`)];
  const head = bold(`${count(total, `${status}anomaly`, `${status}anomalies`)}${when}`);
  return newest.at === undefined
    ? [head]
    : [head, `, the newest: ${anomalyTitle(newest)}, `, time(newest.at, 'date-time')];
}

function anomalyTable(items: readonly Anomaly[]): Table {
  return {
    kind: 'table',
    columns: [
      { title: 'Found' },
      { title: 'What' },
      { title: 'Where' },
      { title: 'Severity', align: 'right' },
      { title: 'Status' },
      { title: 'Run' },
    ],
    rows: items.map((anomaly) => [
      anomaly.at === undefined ? ['not reported'] : [time(anomaly.at, 'date-time')],
      [bold(anomalyTitle(anomaly))],
      [whereOf(anomaly)],
      [anomaly.severity === undefined ? 'not reported' : String(anomaly.severity)],
      [anomaly.status === 'unknown' ? 'not reported' : anomaly.status],
      [anomaly.runUuid === undefined ? 'not reported' : code(anomaly.runUuid.slice(0, SHORT_ID_LENGTH))],
    ]),
  };
}

/** Asset, action and mission; an asset is often named like the action that looks at it. */
function whereOf({ asset, action, mission }: Anomaly): string {
  return [...new Set([asset, action, mission])].filter((part) => part !== undefined).join(', ') || 'not reported';
}

function statusButton(status: 'open' | 'closed' | 'all', label: string | undefined) {
  const other = status === 'open' ? 'closed' : 'open';
  return [
    button(
      other === 'open' ? 'Open ones' : 'Closed ones',
      commandLine('anomalies', other === 'open' ? undefined : other, label),
    ),
  ];
}

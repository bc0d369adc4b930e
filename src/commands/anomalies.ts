import { commandLine, nameWord, nameWords, pageButtons, pageOf } from '../answers/pages.ts';
import { count, listNames } from '../answers/quantities.ts';
import { sourcedReply } from '../answers/sourced-reply.ts';
import type { Anomaly, FleetClient } from '../clients/fleet/fleet-client.ts';
import type { Known } from '../clients/known.ts';
import { type Command, command } from '../core/command.ts';
import { choice, nameBehind, nameList, newest, numberBehind, page, timeRange } from '../core/parameters.ts';
import {
  bold,
  button,
  code,
  type EpochMs,
  inPlaceButton,
  type Reply,
  type Table,
  type Text,
  text,
  time,
} from '../core/reply.ts';
import { anomalyTitle } from '../fleet/anomaly-text.ts';
import { type AnomalyChoice, chooseAnomalies } from '../fleet/choose-anomalies.ts';
import { fleetReply, fleetSource } from '../fleet/fleet-reply.ts';
import { findAllSubjects, subjectName } from '../fleet/lookup.ts';
import { product } from '../fleet/product.ts';
import { SHORT_ID_LENGTH } from '../fleet/run-table.ts';
import { type OrdersAtRisk, ordersAtRisk } from '../floor/orders-at-risk.ts';
import type { MappedPlant } from '../floor/scouts.ts';

const PAGE_SIZE = 10;

type Status = 'open' | 'closed' | 'all';

/** `anomalies`: what captures found wrong, the open ones where nothing else is asked; with a map, and the orders at the stations there. */
export function anomalies(fleet: FleetClient, mapped?: MappedPlant): Command {
  return command({
    name: 'anomalies',
    summary: 'what inspections found wrong: open, closed or all, by robot, mission, asset, severity and time',
    parameters: {
      status: choice('status', '`open` (the default), `closed` or `all`', {
        open: 'open',
        closed: 'closed',
        all: 'all',
      }),
      severity: numberBehind('severity', '`severity 3` is three or more, by the scale of your Scout', {
        least: 0,
        most: 1_000,
      }),
      time: timeRange,
      asset: nameBehind('asset', '`asset "Panel 7"`, the asset or action; in quotes where it has spaces'),
      limit: newest,
      page,
      about: nameList('robots or missions', 'a robot, a mission, or both; several with commas', {
        noise: ['of', 'by', 'for', 'on', 'in', 'the'],
      }),
    },
    examples: [
      'anomalies',
      'anomalies closed last week',
      'anomalies all today',
      'anomalies Rex this week',
      'anomalies severity 3 Perimeter Patrol',
      'anomalies asset "Panel 7"',
    ],
    shared: true,
    async run({ status = 'open', about, limit, page: number, ...asked }, { now }) {
      const { time: span } = asked;
      const [subjects, known] = await Promise.all([
        findAllSubjects(about, fleet, 'anomalies'),
        fleet.anomalies({ ...(status === 'all' ? {} : { status }), ...(span && { from: span.from, to: span.to }) }),
      ]);
      if (known.value === undefined) return tellUnreported(fleet, known, now);
      const choice = { ...asked, subjects };
      const { items, total, complete } = known.value;
      const chosen = await chooseAnomalies(fleet, items, choice);
      const wanted = chosen.items.slice(0, limit);
      const shown = pageOf(wanted, number, PAGE_SIZE);
      const risk = mapped && status !== 'closed' && shown.items.length > 0 ? await ordersAtRisk(mapped) : undefined;
      const isAll = wanted.length === items.length;
      const line = (which: Status): string => lineOf(which, choice, limit, nameWords(about));
      return sourcedReply({
        sources: [fleetSource(fleet, [known, ...chosen.facts]), ...(risk ? [risk.source] : [])],
        now,
        blocks: [
          text(...headline(wanted, isAll ? (total ?? wanted.length) : wanted.length, status, choice)),
          ...(shown.items.length > 0 ? [anomalyTable(shown.items, risk?.text)] : []),
        ],
        remarks: [
          ...chosen.remarks,
          ...(complete ? [] : [[`only the newest ${items.length} were read`]]),
          ...(risk?.remarks ?? []),
        ],
        next: [
          ...pageButtons(line(status), shown, PAGE_SIZE),
          inPlaceButton('Refresh', line(status)),
          status === 'open' ? button('Closed ones', line('closed')) : button('Open ones', line('open')),
          ...(risk?.text ? [button('Orders at risk', 'affected')] : []),
        ],
      });
    },
  });
}

async function tellUnreported(fleet: FleetClient, known: Known<unknown>, now: EpochMs): Promise<Reply> {
  const words = `${await product(fleet)} does not report anomalies; Orbit 4.1 and later do.`;
  const next = [button('Failed runs', 'runs failed')];
  return fleetReply({ fleet, now, facts: [known], blocks: [text(bold(words))], next });
}

function lineOf(
  status: Status,
  { severity, time: span, asset }: AnomalyChoice,
  limit: number | undefined,
  names: string | undefined,
): string {
  const words = [
    status === 'open' ? undefined : status,
    severity === undefined ? undefined : `severity ${severity}`,
    span?.label,
    asset === undefined ? undefined : `asset ${nameWord(asset)}`,
    limit === undefined ? undefined : `newest ${limit}`,
  ];
  return commandLine('anomalies', ...words, names);
}

function headline(items: readonly Anomaly[], total: number, status: Status, choice: AnomalyChoice): Text {
  const { subjects, asset, severity, time: span } = choice;
  const kind = status === 'all' ? '' : `${status} `;
  const where = [
    asset === undefined ? '' : ` at ${asset}`,
    subjects.length === 0 ? '' : ` of ${listNames(subjects.map(subjectName))}`,
    severity === undefined ? '' : `, severity ${severity} or more`,
    span === undefined ? '' : `, ${span.label}`,
  ].join('');
  const [newestOne] = items;
  if (newestOne === undefined) return [bold(`No ${kind}anomalies${where}.`)];
  const head = bold(`${count(total, `${kind}anomaly`, `${kind}anomalies`)}${where}`);
  return newestOne.at === undefined
    ? [head]
    : [head, `, the newest: ${anomalyTitle(newestOne)}, `, time(newestOne.at, 'date-time')];
}

function anomalyTable(items: readonly Anomaly[], riskOf: OrdersAtRisk['text']): Table {
  return {
    kind: 'table',
    columns: [
      { title: 'Found' },
      { title: 'What' },
      { title: 'Where' },
      { title: 'Severity', align: 'right' },
      { title: 'Status' },
      { title: 'Run' },
      ...(riskOf ? [{ title: 'Orders at risk' }] : []),
    ],
    rows: items.map((anomaly) => [
      anomaly.at === undefined ? ['not reported'] : [time(anomaly.at, 'date-time')],
      [bold(anomalyTitle(anomaly))],
      [whereOf(anomaly)],
      [anomaly.severity === undefined ? 'not reported' : String(anomaly.severity)],
      [anomaly.status === 'unknown' ? 'not reported' : anomaly.status],
      [anomaly.runUuid === undefined ? 'not reported' : code(anomaly.runUuid.slice(0, SHORT_ID_LENGTH))],
      ...(riskOf ? [[anomaly.status === 'closed' ? '–' : riskOf(anomaly)]] : []),
    ]),
  };
}

/** Asset, action and mission; an asset is often named like the action that looks at it. */
function whereOf({ asset, action, mission }: Anomaly): string {
  return [...new Set([asset, action, mission])].filter((part) => part !== undefined).join(', ') || 'not reported';
}

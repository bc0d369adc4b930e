import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { parse } from 'yaml';
import { reply } from '../../src/core/reply.ts';
import { createPrometheus } from '../../src/watching/prometheus.ts';
import { noLog } from '../fixtures/ask.ts';
import { serve } from './serve.ts';

const Dashboard = v.object({
  panels: v.array(
    v.object({
      title: v.string(),
      gridPos: v.object({ x: v.number(), y: v.number(), w: v.number(), h: v.number() }),
      targets: v.optional(v.array(v.object({ expr: v.string() })), []),
    }),
  ),
});
const Rules = v.object({
  groups: v.array(v.object({ rules: v.array(v.object({ alert: v.string(), expr: v.string() })) })),
});

const read = (name: string) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
const guide = read('watching.md');

/** The labels of every series there is, by its name, after each thing has happened once. */
async function readSeries(): Promise<ReadonlyMap<string, readonly string[]>> {
  const source = { kind: 'floor', site: 'plant 1' } as const;
  const standing = () => ({
    sources: [{ ...source, session: 'open', lastAnswerAt: 1, quota: { used: 1, limit: 2 } } as const],
    platforms: [{ name: 'slack', state: 'connected', waiting: 0 } as const],
  });
  const observed = { standing, waitingDeliveries: async () => 0 };
  const { meter, listener } = createPrometheus({ version: '1.2.3', observed, log: noLog });
  meter.answered('slack', { reply: reply(), failed: false }, 1);
  meter.acknowledged('slack', 1);
  meter.lookedUp(source, 'hit');
  meter.asked(source, 200, 1);
  meter.loggedIn(source, 'accepted');
  meter.deliveryEnded('slack', 'late', 1);
  meter.deliveryFailed('slack', 'gone');
  const served = await serve(listener);
  const text = await (await fetch(`${served.url}/metrics`)).text();
  await served.close();
  const lines = [...text.matchAll(/^([a-z_0-9]+)(?:\{(.*)\})? /gm)];
  return new Map(lines.map(([, name = '', labels = '']) => [name, [...labels.matchAll(/(\w+)="/g)].map(nameOf)]));
}

const nameOf = ([, name = '']: RegExpMatchArray): string => name;

/** The metrics and the labels that a query names. */
function namesIn(query: string): { readonly metrics: readonly string[]; readonly labels: readonly string[] } {
  const grouped = [...query.matchAll(/by \(([^)]*)\)/g)].flatMap(([, list = '']) => list.split(/, */));
  const chosen = [...query.matchAll(/(\w+)(?:=~|=|!=)"/g)].map(nameOf);
  const metrics = [...query.matchAll(/\b((?:scout_bot|process|nodejs)_\w+)/g)].map(nameOf);
  return { metrics, labels: [...grouped, ...chosen] };
}

/** What a query names and there is not; `job` and `instance` are Prometheus' own. */
async function missingOf(queries: readonly string[]): Promise<readonly string[]> {
  const series = await readSeries();
  return queries.flatMap((query) => {
    const { metrics, labels } = namesIn(query);
    const known = new Set(['job', 'instance', ...metrics.flatMap((metric) => series.get(metric) ?? [])]);
    return [...metrics.filter((metric) => !series.has(metric)), ...labels.filter((label) => !known.has(label))];
  });
}

test('every query of the dashboard names metrics and labels that there are', async () => {
  const { panels } = v.parse(Dashboard, JSON.parse(read('grafana.json')));
  const queries = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
  expect(queries.length).toBeGreaterThan(20);
  expect(queries.filter((query) => namesIn(query).metrics.length === 0)).toEqual([]);
  expect(await missingOf(queries)).toEqual([]);
});

test('its panels stand beside each other', () => {
  const { panels } = v.parse(Dashboard, JSON.parse(read('grafana.json')));
  const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, i) => `${x + (i % w)} ${y + Math.floor(i / w)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
  expect(panels.filter(({ gridPos: { x, w } }) => x + w > 24)).toEqual([]);
});

test('the three alerts name metrics and labels that there are', async () => {
  const blocks = [...guide.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml = '']) => parse(yaml));
  const { groups } = v.parse(
    Rules,
    blocks.find((block) => 'groups' in block),
  );
  const queries = groups.flatMap(({ rules }) => rules.map(({ expr }) => expr));
  expect(queries).toHaveLength(3);
  expect(await missingOf(queries)).toEqual([]);
});

test('the guide has a row for every metric, with its labels', async () => {
  const series = [...(await readSeries())].filter(([name]) => name.startsWith('scout_bot_'));
  const metrics = series.flatMap(([name, labels]) =>
    /_(sum|count)$/.test(name)
      ? []
      : [[name.replace(/_bucket$/, ''), labels.filter((label) => label !== 'le').join(', ')]],
  );
  const rows = [...guide.matchAll(/^\| `(scout_bot_\w+)` \| ([^|]*?) ?\|/gm)].map(([, name, labels]) => [name, labels]);
  expect(rows.toSorted()).toEqual(metrics.toSorted());
});

import { runStorm } from '../bench/replica-storm.ts';
import { findPostgres } from '../fixtures/postgres.ts';

const packageFolder = findPostgres();
const testWithPostgres = packageFolder === undefined ? test.skip : test;
if (packageFolder === undefined) process.stderr.write('skipped: npm has no PostgreSQL for this machine\n');

testWithPostgres(
  'three processes over one PostgreSQL, one of them killed twice in the middle: every summary comes, none twice',
  async () => {
    const figures = await runStorm(
      { subscriptions: 300, replicas: 3, rate: { messages: 100, windowMs: 4_000 }, killAt: [0.2, 0.5] },
      packageFolder ?? '',
    );
    expect(figures).toMatchObject({ delivered: 300, missing: 0, doubled: 0, kills: 2 });
    // Slack's limits were in the way, else nothing of this would have been tried.
    expect(figures.refusals).toBeGreaterThan(0);
  },
  180_000,
);

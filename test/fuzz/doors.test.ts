import { attack, isFlat } from './attack.ts';

test('20,000 malformed requests break nothing: no crash, no 5xx but 503, and the bot still answers', async () => {
  const report = await attack({ requests: 20_000, seed: 20_261_122 });
  expect(report.broken).toEqual([]);
  expect(report.isAlive).toBe(true);
  expect(report.answer).toMatch(/^200 .*I know \d+ commands/);
  expect(report.sent).toBe(20_000);
  expect(isFlat(report)).toBe(true);
}, 240_000);

import { verifySlackRequest } from '@slack/bolt';
import { createSignatureCheck } from '../../../src/platforms/slack/signature.ts';
import { signedRequest } from './signed-request.ts';

const NOW = Date.parse('2026-10-21T10:19:00Z');
const SECRET = 'shh';
const check = createSignatureCheck(SECRET, () => NOW);

function verdict(
  at = NOW,
  change: { readonly secret?: string; readonly body?: string; readonly headers?: object } = {},
) {
  const { headers, body } = signedRequest({ form: { text: 'robots ✓' } }, { secret: change.secret ?? SECRET, at });
  return check({ ...headers, ...change.headers }, Buffer.from(change.body ?? body));
}

test('what Slack signed is Slack’s', () => {
  expect(verdict()).toBeUndefined();
});

test('Bolt’s own check, which it stands for, agrees about signatures', () => {
  const boltAgrees = (signature: string, body: string): boolean => {
    const headers = { 'x-slack-signature': signature, 'x-slack-request-timestamp': NOW / 1_000 };
    try {
      verifySlackRequest({ signingSecret: SECRET, body, headers, nowMilliseconds: NOW });
      return true;
    } catch {
      return false;
    }
  };
  for (const text of ['', 'robots', 'Größe ✓ 🤖', 'x'.repeat(10_000)]) {
    const { headers, body } = signedRequest({ json: { text } }, { secret: SECRET, at: NOW });
    const signature = headers['x-slack-signature'] ?? '';
    for (const given of [signature, signature.toUpperCase(), signature.slice(0, -1), `${signature}0`]) {
      const own = check({ ...headers, 'x-slack-signature': given }, Buffer.from(body)) === undefined;
      expect([text.slice(0, 10), given, own]).toEqual([text.slice(0, 10), given, boltAgrees(given, body)]);
    }
  }
});

test('five minutes either way are allowed, and no more', () => {
  expect([verdict(NOW - 300_000), verdict(NOW + 300_000)]).toEqual([undefined, undefined]);
  expect([verdict(NOW - 301_000), verdict(NOW + 301_000)]).toEqual(['too old', 'from the future']);
});

test.each([
  [{ secret: 'another' }, 'signed with another secret'],
  [{ body: 'text=robots' }, 'signed with another secret'],
  [{ headers: { 'x-slack-signature': 'v0=' } }, 'signed with another secret'],
  [{ headers: { 'x-slack-signature': `v0=${'é'.repeat(64)}` } }, 'signed with another secret'],
  [{ headers: { 'x-slack-signature': undefined } }, 'not signed'],
  [{ headers: { 'x-slack-request-timestamp': undefined } }, 'not signed'],
  [{ headers: { 'x-slack-request-timestamp': 'NaN' } }, 'not signed'],
  [{ headers: { 'x-slack-request-timestamp': '1e10' } }, 'not signed'],
])('%o is refused: %s', (change, reason) => {
  expect(verdict(NOW, change)).toBe(reason);
});

import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { EpochMs } from '../../core/reply.ts';

const MOST_APART_SECONDS = 300;

/** Why a request is not taken for Slack's; undefined where it is. */
export type Unsigned = 'not signed' | 'too old' | 'from the future' | 'signed with another secret' | undefined;

/**
 * Builds the check of Slack's signature: HMAC-SHA256 over `v0:timestamp:body` (docs.slack.dev, verifying requests from Slack), compared in
 * constant time, no more than five minutes from now on either side.
 * Bolt has a check of its own, which lets requests from the future pass and costs a quarter of a command's time, so this one stands for it.
 */
export function createSignatureCheck(
  secret: string,
  now: () => EpochMs,
): (headers: IncomingHttpHeaders, body: Buffer) => Unsigned {
  const key = createSecretKey(secret, 'utf8');
  return (headers, body) => {
    const { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature } = headers;
    if (typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp) || typeof signature !== 'string')
      return 'not signed';
    const age = now() / 1_000 - Number(timestamp);
    if (age > MOST_APART_SECONDS) return 'too old';
    if (age < -MOST_APART_SECONDS) return 'from the future';
    const expected = Buffer.from(
      `v0=${createHmac('sha256', key).update(`v0:${timestamp}:`).update(body).digest('hex')}`,
    );
    const given = Buffer.from(signature);
    const isRight = given.length === expected.length && timingSafeEqual(given, expected);
    return isRight ? undefined : 'signed with another secret';
  };
}

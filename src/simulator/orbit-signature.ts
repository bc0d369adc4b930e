import { createHmac } from 'node:crypto';
import type { EpochMs } from './entities.ts';

/**
 * Compact JSON in ASCII. The official verifier writes the parsed body again with Python's `json.dumps` before it checks the signature, so
 * anything else than `\uXXXX` for other characters is refused.
 */
export function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The value of the `Orbit-Signature` header: HMAC-SHA256 over `<epoch ms>.<body>` with the bytes of the hex secret (official prose, 4.0.0 and later). */
export function signBody(body: string, secret: string, at: EpochMs): string {
  const hmac = createHmac('sha256', Buffer.from(secret, 'hex')).update(`${at}.${body}`).digest('hex');
  return `t=${at},v1=${hmac}`;
}

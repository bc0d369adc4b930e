import { request } from 'undici';
import { LIMITS } from './limits.ts';
import type { SlackBlock } from './render.ts';

/** A message on its way to Slack; without blocks the text itself is shown. */
export interface Outgoing {
  readonly text: string;
  readonly blocks?: readonly SlackBlock[];
}

/** Slack did not take the message's blocks; nothing was posted. */
export class BlocksRefused extends Error {
  override readonly name = 'BlocksRefused';
}

/** One response_url, by which an answer can be sent for 30 minutes without the bot being in the channel. */
export interface ResponseUrl {
  /** How many messages it still takes. */
  left(): number;
  /** Sends a message. Throws BlocksRefused, or another error where the url is of no use any more. */
  post(message: Outgoing, options: Readonly<Record<string, unknown>>): Promise<void>;
}

const TIMEOUT_MS = 10_000;
const REFUSED = /invalid_blocks|msg_blocks_too_long|invalid_attachments/;

/** Opens a response_url; undefined where it does not lead to one of the origins, because a forged one could lead into the site's network. */
export function openResponseUrl(url: string | undefined, origins: readonly string[]): ResponseUrl | undefined {
  if (url === undefined || !URL.canParse(url) || !origins.includes(new URL(url).origin)) return undefined;
  let left: number = LIMITS.responseUrlUses;
  return {
    left: () => left,
    async post(message, options) {
      left -= 1;
      try {
        await postJson(url, { ...message, ...options });
      } catch (error) {
        // Expired, used up or out of reach: the next message need not find out again.
        if (!(error instanceof BlocksRefused)) left = 0;
        throw error;
      }
    },
  };
}

async function postJson(url: string, value: object): Promise<void> {
  const { statusCode, body } = await request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(value),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const answer = await body.text();
  if (REFUSED.test(answer)) throw new BlocksRefused(answer.slice(0, 200));
  if (statusCode !== 200 || answer.includes('"ok":false')) throw new Error(`response_url answered ${statusCode}`);
}

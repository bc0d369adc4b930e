import { createHmac } from 'node:crypto';

export interface SignedRequest {
  readonly method: 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A form, JSON, or the bytes of a body as they are. */
type Payload =
  | { readonly form: Readonly<Record<string, string>> }
  | { readonly json: object }
  | { readonly raw: Buffer };

export const SIGNING_SECRET = 'a secret that only tests know';

/** The bytes stand in a text one each. */
function bodyOf(payload: Payload): string {
  if ('raw' in payload) return payload.raw.toString('latin1');
  return 'form' in payload ? new URLSearchParams(payload.form).toString() : JSON.stringify(payload.json);
}

/** A request as Slack signs it: a form for commands and buttons, JSON for events. `at` is the time of signing, in milliseconds. */
export function signedRequest(
  payload: Payload,
  { secret = SIGNING_SECRET, at = Date.now() }: { readonly secret?: string; readonly at?: number } = {},
): SignedRequest {
  const isForm = 'form' in payload;
  const body = bodyOf(payload);
  const timestamp = String(Math.floor(at / 1000));
  const hash = createHmac('sha256', secret)
    .update(`v0:${timestamp}:`)
    .update(body, 'raw' in payload ? 'latin1' : 'utf8')
    .digest('hex');
  return {
    method: 'POST',
    headers: {
      'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${hash}`,
    },
    body,
  };
}

import { createHmac } from 'node:crypto';

export interface SignedRequest {
  readonly method: 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export const SIGNING_SECRET = 'a secret that only tests know';

/** A request as Slack signs it: a form for commands and buttons, JSON for events. `at` is the time of signing, in milliseconds. */
export function signedRequest(
  payload: { readonly form: Readonly<Record<string, string>> } | { readonly json: object },
  { secret = SIGNING_SECRET, at = Date.now() }: { readonly secret?: string; readonly at?: number } = {},
): SignedRequest {
  const isForm = 'form' in payload;
  const body = isForm ? new URLSearchParams(payload.form).toString() : JSON.stringify(payload.json);
  const timestamp = String(Math.floor(at / 1000));
  const hash = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
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

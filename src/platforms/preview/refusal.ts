import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** Why a request is turned away: a status and a line for whoever reads it. */
export interface Refusal {
  readonly status: number;
  readonly reason: string;
}

const LOOPBACK = /^(?:127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
const BODY_LIMIT_BYTES = 16_384;
const HOSTS = ['localhost', '127.0.0.1', '[::1]'];

/** Says why a request must not be answered: the page is for a browser on this machine, and other pages in that browser must not reach it. */
export function refusalOf(request: IncomingMessage): Refusal | undefined {
  if (!LOOPBACK.test(request.socket.remoteAddress ?? '')) {
    return { status: 403, reason: 'The preview answers on this machine only.' };
  }
  // A foreign name that resolves to this machine (DNS rebinding) shows in the Host header.
  const host = request.headers.host ?? '';
  if (!HOSTS.some((name) => host === `${name}:${request.socket.localPort}`)) {
    return { status: 403, reason: `Open the preview as http://localhost:${request.socket.localPort}/.` };
  }
  if (request.method === 'GET' || request.method === 'HEAD') return undefined;
  if (request.method !== 'POST') return { status: 405, reason: 'Only GET and POST are known here.' };
  return refusalOfWriting(request.headers, `http://${host}`);
}

function refusalOfWriting(headers: IncomingHttpHeaders, ownOrigin: string): Refusal | undefined {
  const { origin, 'content-type': type = '', 'content-length': length } = headers;
  if (origin !== undefined && origin !== ownOrigin) {
    return { status: 403, reason: 'Other pages may not write to the preview.' };
  }
  // Forms of other pages can send any type but this one without being asked.
  if (!/^application\/json(?:;|$)/i.test(type)) return { status: 415, reason: 'Send application/json.' };
  if (length === undefined) return { status: 411, reason: 'Send the length of the body.' };
  if (Number(length) > BODY_LIMIT_BYTES) return { status: 413, reason: `Send at most ${BODY_LIMIT_BYTES} bytes.` };
  return undefined;
}

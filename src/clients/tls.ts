import type { LookupFunction } from 'node:net';
import { TLSSocket } from 'node:tls';
import { buildConnector } from 'undici';

/** How a server's certificate is checked; with nothing set by the system's authorities. */
export interface TlsOptions {
  /** Certificates (PEM) of the authorities to trust instead of the system's. */
  readonly ca?: string;
  /** SHA-256 of the server's own certificate, hexadecimal, colons or not. It alone is checked unless `ca` is given too. */
  readonly fingerprint?: string;
  /** Checks nothing. */
  readonly insecure?: boolean;
}

/** What a connection fails with when the server shows another certificate than the pinned one. */
export const WRONG_FINGERPRINT = 'WRONG_FINGERPRINT';

/** How long a connection may take to be made, and how the name of its server is looked up: as the system does where nothing is said. */
export interface ConnectOptions {
  readonly timeout: number;
  readonly lookup?: LookupFunction;
}

/** A function that opens connections. Throws Error for a fingerprint that is not SHA-256. */
export function createConnector(tls: TlsOptions, options: ConnectOptions): buildConnector.connector {
  // Scout's own clients speak HTTP/1.1 only, so nothing else is known to work.
  const shared = { allowH2: false, ...options, ...(tls.ca !== undefined && { ca: tls.ca }) };
  if (tls.insecure === true) return buildConnector({ ...shared, rejectUnauthorized: false });
  if (tls.fingerprint === undefined) return buildConnector(shared);
  const pinned = readFingerprint(tls.fingerprint);
  // A resumed TLS session tells no fingerprint, so sessions are not kept; and Node calls checkServerIdentity only for
  // certificates that it verifies itself, so the comparison stands here, before the first byte is sent.
  const connect = buildConnector({ ...shared, rejectUnauthorized: tls.ca !== undefined, maxCachedSessions: 0 });
  return (options, callback) => {
    connect(options, (...[error, socket]) => {
      if (error) return callback(error, null);
      if (socket instanceof TLSSocket && fingerprintOf(socket) === pinned) return callback(null, socket);
      socket.destroy();
      callback(Object.assign(new Error('the certificate has another fingerprint'), { code: WRONG_FINGERPRINT }), null);
    });
  };
}

function fingerprintOf(socket: TLSSocket): string {
  return simplify(socket.getPeerCertificate().fingerprint256 ?? '');
}

function readFingerprint(text: string): string {
  const fingerprint = simplify(text);
  if (!/^[0-9a-f]{64}$/.test(fingerprint))
    throw new Error('A fingerprint is the SHA-256 of a certificate: 64 hex digits');
  return fingerprint;
}

const simplify = (fingerprint: string): string => fingerprint.replace(/[:\s]/g, '').toLowerCase();

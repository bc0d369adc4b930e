import { isIP } from 'node:net';
import { connect } from 'node:tls';
import { failureOf } from '../clients/http-failure.ts';

/** The certificate that a server shows. */
export interface SeenCertificate {
  /** SHA-256, as AA:BB:… */
  readonly fingerprint: string;
  readonly subject: string;
  readonly issuer: string;
  readonly validTo: string;
  /** Whether it is one to be trusted, by the system's authorities or those that were given. */
  readonly isTrusted: boolean;
}

/** Looks at the certificate of a server, without trusting it or sending anything. Throws Unreachable. */
export function seeCertificate(url: string, ca: string | undefined, timeoutMs: number): Promise<SeenCertificate> {
  const { hostname, port } = new URL(url);
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const words = { who: hostname, connectTimeoutMs: timeoutMs, deadlineMs: timeoutMs, answerBytes: 0 };
  return new Promise((resolve, reject) => {
    const socket = connect({
      host,
      port: Number(port || 443),
      rejectUnauthorized: false,
      ...(isIP(host) === 0 && { servername: host }),
      ...(ca !== undefined && { ca }),
    });
    const fail = (error: unknown): void => {
      clearTimeout(timer);
      socket.destroy();
      reject(failureOf(error, words));
    };
    const timer = setTimeout(
      () => fail(Object.assign(new Error('too late'), { code: 'UND_ERR_CONNECT_TIMEOUT' })),
      timeoutMs,
    );
    socket.once('error', fail);
    socket.once('close', () => fail(Object.assign(new Error('closed'), { code: 'ECONNRESET' })));
    socket.once('secureConnect', () => {
      clearTimeout(timer);
      const { fingerprint256 = '', subject, issuer, valid_to: validTo } = socket.getPeerCertificate();
      const isTrusted = socket.authorized;
      resolve({ fingerprint: fingerprint256, subject: nameIn(subject), issuer: nameIn(issuer), validTo, isTrusted });
      socket.destroy();
    });
  });
}

/** One line: it comes from whoever answers. */
function nameIn(name: Readonly<Record<string, unknown>> | undefined): string {
  const { CN: common, O: organization } = name ?? {};
  return String(common ?? organization ?? 'no name').replace(/[^\p{L}\p{N}\p{P}\p{Zs}]/gu, '');
}

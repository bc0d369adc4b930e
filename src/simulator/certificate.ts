import { X509Certificate } from 'node:crypto';
import { generate } from 'selfsigned';

/** A key and the certificate made with it. */
export interface Certificate {
  /** PEM. */
  readonly key: string;
  /** PEM. */
  readonly certificate: string;
  /** SHA-256, as AA:BB:… */
  readonly fingerprint: string;
}

/** A self-signed certificate for this machine, as site hubs have one from the factory. */
export async function createCertificate(): Promise<Certificate> {
  const made = await generate([{ name: 'commonName', value: 'Simulated Scout' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  return { key: made.private, certificate: made.cert, fingerprint: new X509Certificate(made.cert).fingerprint256 };
}

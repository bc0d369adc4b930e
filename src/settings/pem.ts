import { createPrivateKey, X509Certificate } from 'node:crypto';

const PRIVATE_KEY = /-----BEGIN (?:\w+ )?PRIVATE KEY-----[\s\S]*?-----END (?:\w+ )?PRIVATE KEY-----/;
const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/;

/** What a PEM file holds of a key that can be read without a password, and of the SHA-1 thumbprint (40 hexadecimal digits) of its first certificate. Throws where a certificate is broken. */
export function readPem(pem: string): { readonly privateKey?: string; readonly thumbprint?: string } {
  const key = PRIVATE_KEY.exec(pem)?.[0];
  const certificate = CERTIFICATE.exec(pem)?.[0];
  return {
    ...(key !== undefined && isReadable(key) && { privateKey: key }),
    ...(certificate !== undefined && {
      thumbprint: new X509Certificate(certificate).fingerprint.replaceAll(':', ''),
    }),
  };
}

function isReadable(key: string): boolean {
  try {
    return createPrivateKey(key).type === 'private';
  } catch {
    return false;
  }
}

import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { StoreError } from './store-error.ts';

/** Seals texts that nobody may read who only has the database. */
export interface Vault {
  /** `place` says what the text belongs to: sealed text that is moved to another place does not open. Throws StoreError where there is no key. */
  seal(text: string, place: string): string;
  /** Throws StoreError where no key fits or the sealed text was changed. */
  open(sealed: string, place: string): string;
}

const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
/** Of the initialisation vector, as NIST SP 800-38D recommends. */
const VECTOR_BYTES = 12;
const TAG_BYTES = 16;

/** A vault whose first key seals and whose every key opens, so that keys can be changed. Throws StoreError for a key that is not 32 bytes long. */
export function createVault(keys: readonly Buffer[]): Vault {
  if (keys.some((key) => key.length !== KEY_BYTES))
    throw new StoreError(`SECRET_KEY is not right: a key has ${KEY_BYTES} bytes.`);
  const byId = new Map(keys.map((key) => [idOf(key), key]));
  const [first] = keys;
  return {
    seal(text, place) {
      if (first === undefined)
        throw new StoreError('There is no key to seal a secret with: set SECRET_KEY to 32 random bytes.');
      return sealWith(first, text, place);
    },
    open(sealed, place) {
      const [id = '', body = ''] = sealed.split('.');
      const key = byId.get(id);
      if (key === undefined)
        throw new StoreError(`What was sealed with the key ${id} cannot be opened: add that key to SECRET_KEY again.`);
      return openWith(key, body, place);
    },
  };
}

/** Names a key without giving it away. */
const idOf = (key: Buffer): string => createHash('sha256').update('key id').update(key).digest('hex').slice(0, 8);

function sealWith(key: Buffer, text: string, place: string): string {
  // Random here and not passed in: a vector that comes twice would give the key away.
  const vector = randomBytes(VECTOR_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, vector, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(place));
  const body = Buffer.concat([vector, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `${idOf(key)}.${body.toString('base64url')}`;
}

function openWith(key: Buffer, body: string, place: string): string {
  const bytes = Buffer.from(body, 'base64url');
  try {
    const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, VECTOR_BYTES), { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(place))
      .setAuthTag(bytes.subarray(-TAG_BYTES));
    const sealed = bytes.subarray(VECTOR_BYTES, -TAG_BYTES);
    return Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8');
  } catch (error) {
    throw new StoreError('A sealed secret was changed since and cannot be opened: install the app again.', {
      cause: error,
    });
  }
}

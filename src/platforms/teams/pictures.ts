import { createHash, createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import type { RequestListener, ServerResponse } from 'node:http';
import type { EpochMs, Image } from '../../core/reply.ts';
import { PICTURES_PATH } from './door.ts';

/** Recent pictures, which Teams fetches by links that are signed and expire: a site hub cannot be reached from there. */
export interface Pictures {
  /** A link to the picture; nothing where the bot has no public address, or the picture is too large to keep. */
  linkTo(image: Image): string | undefined;
  readonly listener: RequestListener;
}

export interface PicturesOptions {
  /** The origin by which the internet reaches the bot. */
  readonly publicUrl: string | undefined;
  /** Signs the links; made anew at each start, as the pictures are. */
  readonly key: Uint8Array;
  readonly now: () => EpochMs;
  /** How much is kept. */
  readonly bytes: number;
}

const LINK_MS = 24 * 3_600_000;
const LINK = /^([0-9a-f]{32})-(\d{1,12})-([\w-]{43})$/;

/** Builds an empty store. The oldest pictures make room for new ones. */
export function createPictures({ publicUrl, key, now, bytes }: PicturesOptions): Pictures {
  const secret = createSecretKey(key);
  const kept = new Map<string, Image>();
  let size = 0;

  const sign = (id: string, until: number): string =>
    createHmac('sha256', secret).update(`${id}-${until}`).digest('base64url');

  function keep(id: string, image: Image): void {
    const before = kept.get(id);
    // Asked for again is new again.
    if (before) kept.delete(id);
    else size += image.bytes.length;
    kept.set(id, image);
    for (const [oldest, { bytes: gone }] of kept) {
      if (size <= bytes) break;
      kept.delete(oldest);
      size -= gone.length;
    }
  }

  function find(path: string): Image | undefined {
    const [, id = '', until = '', signature = ''] = LINK.exec(path.slice(PICTURES_PATH.length)) ?? [];
    const expected = Buffer.from(sign(id, Number(until)));
    const given = Buffer.from(signature);
    const isSigned = given.length === expected.length && timingSafeEqual(given, expected);
    return isSigned && now() / 1_000 < Number(until) ? kept.get(id) : undefined;
  }

  return {
    linkTo(image) {
      if (publicUrl === undefined || image.bytes.length > bytes) return undefined;
      const id = createHash('sha256').update(image.bytes).digest('hex').slice(0, 32);
      keep(id, image);
      const until = Math.floor((now() + LINK_MS) / 1_000);
      return `${publicUrl}${PICTURES_PATH}${id}-${until}-${sign(id, until)}`;
    },
    listener(request, response) {
      if (request.method !== 'GET' && request.method !== 'HEAD') return respondNothing(response, 405);
      const image = find(request.url?.split('?', 1)[0] ?? '');
      if (image === undefined) return respondNothing(response, 404);
      response.writeHead(200, {
        'content-type': image.mediaType,
        'content-length': image.bytes.length,
        'cache-control': 'private, max-age=86400, immutable',
        'x-content-type-options': 'nosniff',
      });
      response.end(request.method === 'HEAD' ? undefined : image.bytes);
    },
  };
}

function respondNothing(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'cache-control': 'no-store' }).end();
}

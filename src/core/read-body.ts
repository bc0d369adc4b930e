import type { IncomingMessage } from 'node:http';

export interface BodyBounds {
  readonly bytes: number;
  /** How long the body may take to arrive, in milliseconds. */
  readonly timeoutMs: number;
}

/** Calls back once: with the body, or with the status to refuse it by; not at all when the client goes away. */
export function readBody(
  request: IncomingMessage,
  { bytes, timeoutMs }: BodyBounds,
  callback: (body: Buffer | 408 | 413) => void,
): void {
  const chunks: Buffer[] = [];
  let size = 0;
  let isDone = false;
  const finish = (body?: Buffer | 408 | 413): void => {
    if (isDone) return;
    isDone = true;
    clearTimeout(timer);
    if (body !== undefined) callback(body);
  };
  const timer = setTimeout(() => finish(408), timeoutMs);
  request.on('data', (chunk: Buffer) => {
    if (isDone) return;
    size += chunk.length;
    if (size > bytes) return finish(413);
    chunks.push(chunk);
  });
  request.on('end', () => finish(Buffer.concat(chunks)));
  request.on('error', () => finish());
  request.on('close', () => finish());
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Fault } from './door.ts';

const JSON_TYPE = { 'content-type': 'application/json' } as const;
const MB = 1024 * 1024;

/** The request is taken, and nothing comes. */
export const silence: Fault = () => undefined;

/** The answer begins, and goes no further. */
export const stall: Fault = (response) => {
  response.writeHead(200, JSON_TYPE).write('[{"uuid":');
};

/** A byte of the body now and then, for ever. */
export const dribble: Fault = (response) => {
  response.writeHead(200, JSON_TYPE);
  everyMoment(response, () => response.write(' '));
};

/** A byte of the headers now and then, for ever. */
export const dribbleHeaders: Fault = (response, request) => {
  request.socket.write('HTTP/1.1 200 OK\r\nx-long: ');
  everyMoment(response, () => request.socket.write('x'));
};

function everyMoment(response: ServerResponse, write: () => void): void {
  const timer = setInterval(write, 10);
  response.on('close', () => clearInterval(timer));
}

/** A status, with words in it. */
export const status =
  (code: number, headers: Readonly<Record<string, string>> = {}): Fault =>
  (response) =>
    response.writeHead(code, headers).end('no');

/** Text of a media type with status 200. */
export const says =
  (body: string, type = 'application/json'): Fault =>
  (response) =>
    response.writeHead(200, { 'content-type': type }).end(body);

/** A page where data should be, as a captive portal or a log-in page in front gives it. */
export const page: Fault = says('<!doctype html><html><title>Welcome</title></html>', 'text/html; charset=utf-8');

/** The connection ends in the middle of the body. */
export const half: Fault = (response) => {
  response.writeHead(200, { ...JSON_TYPE, 'content-length': '1000' });
  response.write('[{"uuid":"run-', () => response.destroy());
};

/** The connection is reset before anything came. */
export const reset: Fault = (_, request: IncomingMessage) => {
  request.socket.destroy();
};

/** More headers than anybody sends. */
export const headerFlood: Fault = (response, request) => {
  request.socket.write(`HTTP/1.1 200 OK\r\n${'x-flood: 0123456789abcdef\r\n'.repeat(40_000)}\r\n{}`);
  response.on('close', () => request.socket.destroy());
};

/** A gigabyte of zeros, packed into a megabyte. */
export function gzipBomb(): Fault {
  const member = gzipSync(Buffer.alloc(32 * MB));
  // A gzip file may have several parts; together they are as long as said.
  const bomb = Buffer.concat(Array.from({ length: 32 }, () => member));
  return (response) => response.writeHead(200, { ...JSON_TYPE, 'content-encoding': 'gzip' }).end(bomb);
}

/** A body of a gigabyte, sent as fast as it is taken. */
export function gigabyte(): { readonly fault: Fault; readonly mostSentMb: () => number } {
  const chunk = Buffer.alloc(MB, '[');
  let most = 0;
  const fault: Fault = (response) => {
    let sent = 0;
    response.writeHead(200, { ...JSON_TYPE, 'content-length': String(1024 * MB) });
    const send = (): void => {
      for (let more = true; more && !response.destroyed && sent < 1024; sent++) more = response.write(chunk);
      most = Math.max(most, sent);
    };
    response.on('drain', send);
    send();
  };
  return { fault, mostSentMb: () => most };
}

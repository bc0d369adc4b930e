import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

/** The server's side of one WebSocket connection. */
export interface FakeSocket {
  /** What the client sent, parsed. */
  readonly received: readonly Readonly<Record<string, unknown>>[];
  /** Forgets what came so far: an attack sends more than one remembers. */
  forget(): void;
  isOpen(): boolean;
  send(value: object): void;
  /** Cuts the connection without a word. */
  destroy(): void;
}

/** Accepts an upgrade; only what Socket Mode needs: text, ping and close in single frames. */
export function acceptWebSocket(request: IncomingMessage, socket: Duplex, onChange: () => void): FakeSocket {
  const key = createHash('sha1')
    .update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
    .digest('base64');
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${key}\r\n\r\n`,
  );
  const received: Record<string, unknown>[] = [];
  let rest = Buffer.alloc(0);
  let open = true;
  socket.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    for (let frame = readFrame(rest); frame !== undefined; frame = readFrame(rest)) {
      rest = rest.subarray(frame.size);
      if (frame.opcode === 1) received.push(JSON.parse(frame.payload.toString()));
      if (frame.opcode === 9) socket.write(frameOf(10, frame.payload));
      if (frame.opcode === 8) socket.end(frameOf(8, frame.payload));
    }
    onChange();
  });
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    open = false;
    onChange();
  });
  return {
    received,
    forget() {
      received.length = 0;
    },
    isOpen: () => open,
    send: (value) => socket.write(frameOf(1, Buffer.from(JSON.stringify(value)))),
    destroy: () => socket.destroy(),
  };
}

function readFrame(
  data: Buffer,
): { readonly opcode: number; readonly payload: Buffer; readonly size: number } | undefined {
  if (data.length < 2) return undefined;
  const short = (data[1] ?? 0) & 127;
  const start = short === 126 ? 4 : short === 127 ? 10 : 2;
  if (data.length < start + 4) return undefined;
  const length = short === 126 ? data.readUInt16BE(2) : short === 127 ? Number(data.readBigUInt64BE(2)) : short;
  const size = start + 4 + length;
  if (data.length < size) return undefined;
  const mask = data.subarray(start, start + 4);
  const payload = Buffer.from(data.subarray(start + 4, size).map((byte, i) => byte ^ (mask[i % 4] ?? 0)));
  return { opcode: (data[0] ?? 0) & 15, payload, size };
}

function frameOf(opcode: number, payload: Buffer): Buffer {
  const head =
    payload.length < 126 ? Buffer.from([128 | opcode, payload.length]) : Buffer.from([128 | opcode, 126, 0, 0]);
  if (payload.length >= 126) head.writeUInt16BE(payload.length, 2);
  return Buffer.concat([head, payload]);
}

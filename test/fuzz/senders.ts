import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import type { HttpRequest, Malformed, Port } from './malformed-request.ts';

/** An answer takes no longer: the program gives a body 20 s to arrive. */
const WAIT_MS = 25_000;
/** Bytes without an end: nobody waits longer for what they bring. */
const BYTES_MS = 300;
/** No more installs are under way. */
const MOST_STATES = 200;

/** Sends to the ports of the programs. */
export interface Sender {
  /** Resolves with the status of the answer; `unsent` where the client would not send it, `none` where the connection ended without an answer, `sent` where there is none to wait for. */
  send(malformed: Malformed): Promise<string>;
  close(): void;
}

export interface SenderOptions {
  readonly ports: Readonly<Record<Port, number>>;
  /** Resolves with `sent`, or with `none` where there is no connection. */
  readonly sendEnvelope: (envelope: object) => Promise<string>;
  /** At most so many connections to each port. */
  readonly connections: number;
}

/** Builds what sends. */
export function createSender({ ports, sendEnvelope, connections }: SenderOptions): Sender {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  /** Of installs that have begun; each serves once. */
  const states: string[] = [];

  function keepState({ headers }: IncomingMessage): void {
    const [, state] = /^slack-app-oauth-state=([^;]{20,})/.exec(headers['set-cookie']?.[0] ?? '') ?? [];
    if (state !== undefined && states.length < MOST_STATES) states.push(state);
  }

  function sendHttp(sent: HttpRequest, isAgain = false): Promise<string> {
    const { path, method, headers, body } = withState(sent, states);
    return new Promise((done) => {
      let client: ClientRequest;
      try {
        const whole = { ...headers, ...(body.length > 0 && { 'content-length': String(body.length) }) };
        const to = { host: '127.0.0.1', port: ports[sent.port], agent, timeout: WAIT_MS };
        client = request({ ...to, path, method, headers: whole });
      } catch {
        return done('unsent');
      }
      client.on('response', (answer) => {
        keepState(answer);
        answer.resume().on('close', () => done(String(answer.statusCode)));
      });
      // A status alone, as for what wants to speak another protocol.
      client.on('upgrade', (answer, socket) => {
        socket.destroy();
        done(String(answer.statusCode));
      });
      client.on('timeout', () => client.destroy());
      client.on('error', () => {
        // A server may end a connection that nothing was under way on just when the next request comes.
        if (client.reusedSocket && !isAgain) sendHttp(sent, true).then(done, () => done('none'));
        else done('none');
      });
      client.end(body);
    });
  }

  return {
    send(sent) {
      if (sent.kind === 'envelope') return sendEnvelope(sent.envelope);
      return sent.kind === 'bytes' ? sendBytes(sent.bytes, ports[sent.port]) : sendHttp(sent);
    },
    close: () => agent.destroy(),
  };
}

/** A request with the state of an install that has begun, where one is meant. */
function withState(sent: HttpRequest, states: string[]): HttpRequest {
  if (!sent.path.includes('STATE')) return sent;
  const state = states.shift() ?? 'none';
  const put = (words: string): string => words.replaceAll('STATE', state);
  const headers = Object.fromEntries(Object.entries(sent.headers).map(([name, held]) => [name, put(held)]));
  return { ...sent, path: put(sent.path), headers };
}

function sendBytes(bytes: Buffer, port: number): Promise<string> {
  return new Promise((done) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    const finish = (): void => {
      socket.destroy();
      done(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 'none');
    };
    socket.setTimeout(BYTES_MS, finish);
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
      if (answer.length > 12) finish();
    });
    socket.on('error', finish);
    socket.on('close', finish);
  });
}

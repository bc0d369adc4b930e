import { setTimeout as sleep } from 'node:timers/promises';
import type { FakeSlack } from '../platforms/slack/fake-slack.ts';
import type { FakeSocket } from '../platforms/slack/fake-web-socket.ts';
import { fresh } from '../platforms/slack/payloads.ts';

/** A program that lost its connection comes back sooner. */
const WAIT_MS = 60_000;

/** The connection that a program in Socket Mode keeps, whichever it is at the moment. */
export interface Socket {
  /** Resolves with `sent`, or with `none` where the program does not come back. */
  send(envelope: object): Promise<string>;
  /** Sends a slash command, and waits for its answer. */
  ask(payload: object): Promise<string>;
}

/** Builds Slack's end of it; hello is said on each connection that is opened. */
export function createSocket(slack: FakeSlack): Socket {
  const greeted = new WeakSet<FakeSocket>();

  async function open(): Promise<FakeSocket | undefined> {
    const find = (): FakeSocket | undefined => slack.sockets.findLast((each) => each.isOpen());
    if (find() === undefined)
      await Promise.race([slack.until(() => find() !== undefined), sleep(WAIT_MS, undefined, { ref: false })]);
    const socket = find();
    if (socket !== undefined && !greeted.has(socket)) {
      greeted.add(socket);
      socket.send({ type: 'hello', num_connections: 1 });
    }
    return socket;
  }

  return {
    async send(envelope) {
      const socket = await open();
      socket?.send(envelope);
      return socket === undefined ? 'none' : 'sent';
    },
    async ask(payload) {
      const socket = await open();
      const id = fresh('question-');
      const answer = () => socket?.received.find(({ envelope_id }) => envelope_id === id);
      socket?.send({ type: 'slash_commands', envelope_id: id, accepts_response_payload: true, payload });
      await Promise.race([slack.until(() => answer() !== undefined), sleep(WAIT_MS, undefined, { ref: false })]);
      return JSON.stringify(answer() ?? 'no answer');
    },
  };
}

import type { FloorSimulator } from '../../../src/simulator/floor/floor-simulator.ts';
import { createVisitor, type Received, type Visitor } from '../visitor.ts';

/** Somebody who asks a simulated floor; paths are below `/v1`. */
export interface FloorVisitor {
  /** With the token of the last log-in. */
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Received>;
  post(path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Received>;
  /** Logs in with the right password and gives the token. */
  logIn(): Promise<string>;
  /** Asks a control route. */
  control(path: string, body?: unknown): Promise<Received>;
  close(): void;
}

/** A visitor who has not logged in. */
export function createFloorVisitor(simulator: FloorSimulator): FloorVisitor {
  const visitor: Visitor = createVisitor(simulator);
  let authorization: Readonly<Record<string, string>> = {};
  const post: FloorVisitor['post'] = (path, body, headers = {}) =>
    visitor.send('POST', `/v1${path}`, { body, headers: { ...authorization, ...headers } });
  return {
    post,
    get: (path, headers = {}) => visitor.get(`/v1${path}`, { headers: { ...authorization, ...headers } }),
    async logIn() {
      const { username, password } = simulator.credentials;
      const answer = await post('/token', { username, password });
      if (answer.status !== 200) throw new Error(`Log-in failed: ${answer.status} ${answer.text}`);
      const token = answer.text.startsWith('{') ? String(Object.values(JSON.parse(answer.text))[0]) : answer.text;
      authorization = { authorization: `Bearer ${token}` };
      return token;
    },
    control: (path, body) => visitor.send(body === undefined ? 'GET' : 'POST', `/simulator/${path}`, { body }),
    close: visitor.close,
  };
}

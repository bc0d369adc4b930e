import type { IncomingMessage } from 'node:http';
import type { ParameterName } from '../../clients/floor/operations.ts';
import { objectOf, readBody } from '../body.ts';
import type { SimulatorClock } from '../clock.ts';
import type { EpochMs } from '../entities.ts';
import { type Answer, json, plain } from '../exchange.ts';
import type { Random } from '../random.ts';
import type { Router } from '../router.ts';
import { createWriter, type Dialect } from './dialects.ts';
import type { FloorRoute } from './floor-endpoints.ts';
import { type FloorCall, Problem, Refusal } from './floor-exchange.ts';
import type { FloorFaultSwitches } from './floor-faults.ts';
import type { Plant } from './plant.ts';
import type { Quota } from './quota.ts';
import { createTimeReader } from './read-time.ts';
import type { Tokens } from './tokens.ts';

/** The gateway's header for the subscription key. */
const KEY_HEADER = 'ocp-apim-subscription-key';
/** How long one is to wait after a 429. */
const LIMIT_SECONDS = 1;

/** Account and key of a simulated floor. */
export interface FloorCredentials {
  readonly username: string;
  readonly password: string;
  readonly subscriptionKey: string;
}

export interface FloorScene {
  readonly plant: Plant;
  readonly dialect: Dialect;
  readonly clock: SimulatorClock;
  readonly faults: FloorFaultSwitches;
  readonly tokens: Tokens;
  readonly quota: Quota;
  readonly credentials: FloorCredentials;
  readonly router: Router<FloorRoute>;
  /** Decides which requests fail when only some do. */
  readonly random: Random;
}

/** Answers a request that has found its way to the gateway; throws Refusal (the gateway's word) or Problem (the server's behind it). */
export type Gateway = (request: IncomingMessage, method: string, url: string) => Promise<Answer>;

/** The way of a request: path, key, rate, quota, token, permission, question. */
export function createGateway(scene: FloorScene): Gateway {
  const { plant, dialect, clock, faults, tokens, quota, credentials, router } = scene;
  const write = createWriter(dialect);
  const readTime = createTimeReader(dialect.zone ?? 'UTC');
  let calls = 0;

  function checkGate(request: IncomingMessage, now: EpochMs): void {
    const { keyRequired, limitEvery } = faults.get();
    if (keyRequired && request.headers[KEY_HEADER] !== credentials.subscriptionKey) {
      throw new Refusal(401, 'Access denied due to a missing or invalid subscription key.');
    }
    if (limitEvery > 0 && ++calls % limitEvery === 0) {
      throw new Refusal(429, `Rate limit is exceeded. Try again in ${LIMIT_SECONDS} seconds.`, {
        'retry-after': `${LIMIT_SECONDS}`,
      });
    }
    quota.count(now);
  }

  function checkToken(request: IncomingMessage, now: EpochMs): void {
    const { tokenRefused, expireAfter } = faults.get();
    if (expireAfter === 0) tokens.revokeAll();
    if (expireAfter !== null) faults.set({ expireAfter: expireAfter === 0 ? null : expireAfter - 1 });
    if (!tokenRefused && tokens.ownerOf(tokenOf(request), now) !== undefined) return;
    throw new Refusal(401, 'Unauthorized. Access token is missing or invalid.', {
      'www-authenticate': 'Bearer error="invalid_token"',
    });
  }

  function answerToken(token: string): Answer {
    return dialect.token === 'text' ? plain(token) : json(write.body({ token }));
  }

  async function atTheDoor(route: FloorRoute, request: IncomingMessage, now: EpochMs): Promise<Answer> {
    const { passwordRefused, badPasswordIs400, permissionMissing, renewRefused } = faults.get();
    const body = objectOf(await readBody(request));
    if (route.key === 'renewToken') {
      const renewed = renewRefused ? undefined : tokens.renew(tokenOf(request), now);
      if (renewed === undefined) throw new Problem(401, 'Unauthorized');
      return answerToken(renewed);
    }
    const { username: userField = 'username', password: passwordField = 'password' } = route.parameters;
    const isRight = body[userField] === credentials.username && body[passwordField] === credentials.password;
    if (passwordRefused || !isRight) throw new Problem(badPasswordIs400 ? 400 : 401, 'Wrong username or password');
    if (permissionMissing) throw new Problem(403, 'The user has no API permissions');
    return answerToken(tokens.issue(credentials.username, now));
  }

  return async (request, method, url) => {
    const now = clock.now();
    const match = router(method, url);
    if (match === undefined) throw new Refusal(404, 'Resource not found');
    checkGate(request, now);
    const { route, params } = match;
    if (route.handle === undefined) return atTheDoor(route, request, now);
    checkToken(request, now);
    if (faults.get().forbidden.includes(route.key)) throw new Problem(403, 'Forbidden');
    const [, query = ''] = url.split(/\?(.*)/s, 2);
    const given = argumentsOf(route, params, new URLSearchParams(query));
    const call: FloorCall = { plant, now, write, given, names: route.parameters, readTime };
    return json(write.body(route.handle(call)));
  };
}

/** The token of the Authorization header; text that is none is known by nobody. */
function tokenOf({ headers: { authorization = '' } }: IncomingMessage): string {
  return authorization.replace(/^Bearer /i, '');
}

/** What was given in path and query, by the table's names; names in the query are taken in any case. Throws a 400 where one is missing. */
function argumentsOf(
  { parameters, optional = [] }: FloorRoute,
  params: Readonly<Record<string, string>>,
  query: URLSearchParams,
): FloorCall['given'] {
  const folded = new Map([...query].map(([name, value]) => [name.toLowerCase(), value]));
  const given: Partial<Record<ParameterName, string>> = {};
  for (const ours of Object.keys(parameters) as ParameterName[]) {
    const theirs = parameters[ours] ?? ours;
    const value = params[theirs] ?? folded.get(theirs.toLowerCase());
    if (value !== undefined && value !== '') given[ours] = value;
    else if (!optional.includes(ours)) {
      throw new Problem(400, 'One or more validation errors occurred.', {
        [theirs]: [`The ${theirs} field is required.`],
      });
    }
  }
  return given;
}

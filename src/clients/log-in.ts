import { CookieJar } from 'tough-cookie';
import { UnexpectedAnswer, Unreachable } from './errors.ts';
import type { Http, HttpAnswer, HttpRequest } from './http.ts';

/** What the bot shows at the door. */
export type Credentials =
  | { readonly kind: 'password'; readonly username: string; readonly password: string }
  | { readonly kind: 'token'; readonly token: string };

/** Requests that are let in. */
export interface Access {
  request(request: HttpRequest): Promise<HttpAnswer>;
}

/** What came of a log-in. */
export type LogInResult =
  | { readonly access: Access }
  | { readonly refusedWith: string; readonly status: number; readonly retryAfterMs: number };

/** Tries the credentials once. Throws Unreachable or UnexpectedAnswer where the server did not come to judge them. */
export function logIn(credentials: Credentials, http: Http, who: string): Promise<LogInResult> {
  return credentials.kind === 'token'
    ? showToken(credentials.token, http, who)
    : showPassword(credentials.username, credentials.password, http, who);
}

/** Orbit 4.0 and later: `GET api_token/authenticate` answers 200, 400 or 401; a server without it says nothing of the token. */
async function showToken(token: string, http: Http, who: string): Promise<LogInResult> {
  const access = withHeaders(http, { authorization: `Bearer ${token}` });
  const answer = await access.request({ path: '/api/v0/api_token/authenticate' });
  if ([400, 401, 403, 429].includes(answer.status)) return refusal(answer, 'does not accept the API token');
  throwIfDown(answer, who);
  return { access };
}

/** Scout 3.2.1 and later: `GET /` gives the cookie x-csrf-token, a form with that token as header authenticates the cookies. */
async function showPassword(username: string, password: string, http: Http, who: string): Promise<LogInResult> {
  const jar = new CookieJar();
  const withJar = http.withCookies(jar);
  const signal = http.deadline();
  const csrf = await readCsrfToken(jar, withJar, who, signal);
  const access = withHeaders(withJar, { 'x-csrf-token': csrf });
  const answer = await access.request({
    method: 'POST',
    path: '/api/v0/login',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ username, password }).toString(),
    signal,
  });
  throwIfDown(answer, who);
  if (answer.status >= 200 && answer.status < 300 && isJsonObject(answer.body)) return { access };
  return refusal(answer, 'refuses the log-in of the bot');
}

const CSRF_COOKIE = 'x-csrf-token';
/** How far redirects of the start page are followed; the cookie may come with the last. */
const HOPS = 5;

async function readCsrfToken(jar: CookieJar, http: Http, who: string, signal: AbortSignal): Promise<string> {
  let path = '/';
  for (let hop = 0; hop < HOPS; hop++) {
    const answer = await http.request({ path, signal });
    const token = (await jar.getCookies(`${http.origin}/api/v0/login`)).find(({ key }) => key === CSRF_COOKIE);
    if (token) return token.value;
    throwIfDown(answer, who);
    const next = redirectOf(answer, http.origin);
    if (next?.origin !== http.origin) break;
    path = next.pathname + next.search;
  }
  throw new UnexpectedAnswer(`${who} gives no ${CSRF_COOKIE} cookie: is this a Scout?`, 'no log-in cookie');
}

/** Where an answer redirects to. */
export function redirectOf(answer: HttpAnswer, origin: string): URL | undefined {
  const location = answer.header('location');
  if (answer.status < 300 || answer.status >= 400 || location === undefined) return undefined;
  return URL.parse(location, origin) ?? undefined;
}

function withHeaders(http: Http, headers: Readonly<Record<string, string>>): Access {
  const shown = { accept: 'application/json', ...headers };
  return { request: (request) => http.request({ ...request, headers: { ...shown, ...request.headers } }) };
}

/** A gateway's "not now" is no judgement of the credentials, so it must not start the pause of a refused log-in. */
function throwIfDown({ status }: HttpAnswer, who: string): void {
  if (![502, 503, 504].includes(status)) return;
  throw new Unreachable(`${who} does not answer: error ${status}.`, `error ${status}`);
}

function refusal(answer: HttpAnswer, refusedWith: string): LogInResult {
  const seconds = Number(answer.header('retry-after'));
  const retryAfterMs = answer.status === 429 && seconds > 0 ? seconds * 1000 : 0;
  const words = answer.status === 429 ? 'has had too many log-ins' : refusedWith;
  return { refusedWith: words, status: answer.status, retryAfterMs };
}

function isJsonObject(body: Buffer): boolean {
  try {
    const json: unknown = JSON.parse(body.toString());
    return typeof json === 'object' && json !== null;
  } catch {
    return false;
  }
}

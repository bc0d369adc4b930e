import type { IncomingMessage } from 'node:http';
import { type Answer, type Call, HttpError, json, type Route, type Scene } from '../exchange.ts';
import type { Credentials } from '../sessions.ts';

/** Name of the session cookie; the real one is not documented. */
const SESSION_COOKIE = 'scout-session';
const CSRF_COOKIE = 'x-csrf-token';

/** The door: GET / for the cookies, POST /login (3.2.1 and later), GET /api_token/authenticate (4.0.0 and later). */
export const accessRoutes: readonly Route[] = [
  { method: 'GET', path: '/', since: '3.3', fidelity: 'client', open: true, handle: openSession },
  { method: 'POST', path: '/api/v0/login', since: '3.3', fidelity: 'documented', open: true, handle: logIn },
  {
    method: 'GET',
    path: '/api/v0/api_token/authenticate',
    since: '4.1',
    fidelity: 'documented',
    open: true,
    handle: checkToken,
  },
];

/** Whether a request comes from somebody who is logged in, by cookie or (from 4.0 on) by token. */
export function isAuthorized(
  request: IncomingMessage,
  { version, sessions, credentials, faults, clock }: Scene,
): boolean {
  const { [SESSION_COOKIE]: session = '' } = cookiesOf(request);
  if (sessions.isLoggedIn(session, clock.now())) return true;
  return (
    version !== '3.3' && !faults.get().tokenRefused && request.headers.authorization === `Bearer ${credentials.token}`
  );
}

/** What an unauthorised call gets: 403 in Scout 3, 401 in Orbit 4 and later. */
export function refuse(version: Scene['version']): HttpError {
  return new HttpError(version === '3.3' ? 403 : 401, 'Forbidden');
}

/** Sets the cookies of a new visitor; one who has them keeps them, as the official client copies the CSRF token only once. */
function openSession({ request, sessions }: Call): Answer {
  const cookies = cookiesOf(request);
  const isKnown = sessions.belongsTo(cookies[SESSION_COOKIE] ?? '', cookies[CSRF_COOKIE] ?? '');
  const session = isKnown ? undefined : sessions.open();
  const setCookies = session
    ? [
        `${CSRF_COOKIE}=${session.csrf}; Path=/; Secure; SameSite=Lax`,
        `${SESSION_COOKIE}=${session.id}; Path=/; Secure; HttpOnly; SameSite=Lax`,
      ]
    : [];
  return {
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8', ...(session && { 'set-cookie': setCookies }) },
    body: '<!doctype html><title>Scout</title><p>A simulated Scout.</p>',
  };
}

/** Takes a form or JSON, with the CSRF token of the cookies in a header; the cookies are then logged in. */
function logIn({ request, sessions, credentials, faults, now, body }: Call): Answer {
  const { loginLimited, passwordRefused } = faults.get();
  if (loginLimited) throw new HttpError(429, 'Too many log-ins');
  const cookies = cookiesOf(request);
  const session = cookies[SESSION_COOKIE] ?? '';
  const csrf = request.headers['x-csrf-token'];
  if (typeof csrf !== 'string' || csrf !== cookies[CSRF_COOKIE] || !sessions.belongsTo(session, csrf)) {
    throw new HttpError(403, 'Forbidden');
  }
  if (passwordRefused || !isAccount(body, credentials)) throw new HttpError(401, 'Wrong username or password');
  sessions.logIn(session, now);
  return json({ username: credentials.username });
}

function checkToken(call: Call): Answer {
  if (call.request.headers.authorization === undefined) throw new HttpError(400, 'No token');
  if (!isAuthorized(call.request, call)) throw new HttpError(401, 'Forbidden');
  return json({});
}

function isAccount(body: unknown, { username, password }: Credentials): boolean {
  return (
    typeof body === 'object' &&
    body !== null &&
    'username' in body &&
    'password' in body &&
    body.username === username &&
    body.password === password
  );
}

function cookiesOf(request: IncomingMessage): Readonly<Record<string, string>> {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  return Object.fromEntries(pairs.map(([name = '', ...value]) => [name, value.join('=')]));
}

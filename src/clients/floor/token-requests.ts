import type { HttpRequest } from '../http.ts';
import type { Dialect } from './dialect.ts';
import { OPERATIONS } from './operations.ts';

/** How a token is asked for, renewed and shown. */
export interface TokenRequests {
  readonly logIn: HttpRequest;
  renewal(jwt: string): HttpRequest;
  header(jwt: string): Readonly<Record<string, string>>;
}

/** The requests of a dialect for one account. */
export function writeTokenRequests({
  dialect: { auth, operations },
  base,
  account,
}: {
  readonly dialect: Dialect;
  /** The path that every operation's path stands below. */
  readonly base: string;
  readonly account: { readonly username: string; readonly password: string };
}): TokenRequests {
  const logIn = operations.token ?? OPERATIONS.token;
  const { username = 'username', password = 'password' } = logIn.parameters;
  const fields = { [username]: account.username, [password]: account.password };
  const isForm = auth.bodyStyle === 'form';
  const renewal = operations.renewToken ?? OPERATIONS.renewToken;
  const header = (jwt: string) => ({ [auth.header]: auth.scheme === '' ? jwt : `${auth.scheme} ${jwt}` });
  return {
    logIn: {
      method: logIn.method,
      path: base + logIn.path,
      headers: { 'content-type': isForm ? 'application/x-www-form-urlencoded' : JSON_TYPE },
      body: isForm ? new URLSearchParams({ grant_type: 'password', ...fields }).toString() : JSON.stringify(fields),
    },
    renewal(jwt) {
      const inBody = auth.renew.style === 'body';
      return {
        method: renewal.method,
        path: base + renewal.path,
        headers: inBody ? { 'content-type': JSON_TYPE } : header(jwt),
        ...(inBody && { body: JSON.stringify({ [auth.renew.field]: jwt }) }),
      };
    },
    header,
  };
}

const JSON_TYPE = 'application/json';

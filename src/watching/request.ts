import { AsyncLocalStorage } from 'node:async_hooks';

const requests = new AsyncLocalStorage<string>();

/** Does work on behalf of a request; whatever it leads to, also later, finds the request's id, where it has one. */
export const followRequest = <T>(id: string | null | undefined, work: () => T): T =>
  id ? requests.run(id, work) : work();

/** The id of the request on whose behalf this runs; undefined where there is none. */
export const currentRequest = (): string | undefined => requests.getStore();

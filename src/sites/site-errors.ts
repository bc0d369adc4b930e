import { NoSuchName } from '../answers/name-not-found.ts';
import { NotFound, RemoteError, Unreachable } from '../clients/errors.ts';
import { UserError } from '../core/errors.ts';
import { nearestNames } from '../core/names.ts';
import { type Buttons, button, buttons } from '../core/reply.ts';
import { quoteName } from '../core/words.ts';
import { atSites, buttonAtSite, errorAtSite, type TakesSite } from './at-site.ts';
import type { Site } from './site.ts';

/** What a site says instead of an answer. */
export interface SiteError {
  readonly site: Site;
  readonly error: UserError;
}

/** Whether a site answered, but has nothing that was named, or can make nothing of the words: then another site may be meant. */
export const isOfWords = (error: unknown): error is UserError =>
  error instanceof UserError && (error.name === 'UserError' || error instanceof NotFound);

const MOST_TOLD = 5;
const MOST_NEAR = 3;
const MOST_BUTTONS = 5;

/** The errors of several sites as one: where nothing is called so, with the nearest names of all; else what each says, once where they say the same. */
export function joinErrors(errors: readonly SiteError[], takesSite: TakesSite): UserError {
  const [first, ...others] = errors;
  if (first === undefined) throw new Error('there is no site to tell of');
  if (others.length === 0) return errorAtSite(first.error, first.site, takesSite);
  const ofWords = errors.filter(({ error }) => isOfWords(error));
  const remote = errors.filter(({ error }) => !isOfWords(error));
  const said = ofWords.length === 0 ? undefined : wordsError(ofWords, takesSite);
  if (said !== undefined && remote.length === 0) return said;
  const messages = [said?.message, ...toldBySite(remote)].filter((each) => each !== undefined).join('\n');
  const [down] = remote.flatMap(({ error }) => (error instanceof RemoteError ? [error] : []));
  if (said === undefined && down !== undefined) return new Unreachable(messages, down.reason, down);
  return new UserError(messages, { details: said?.details ?? [] });
}

function wordsError(errors: readonly SiteError[], takesSite: TakesSite): UserError {
  const notFound = errors.flatMap(({ site, error }) => (error instanceof NoSuchName ? [{ site, error }] : []));
  const [first] = errors;
  const [name] = notFound;
  if (name !== undefined && notFound.length === errors.length) return nothingCalledSo(notFound, takesSite);
  const messages = new Set(errors.map(({ error }) => error.message));
  const message = messages.size === 1 ? (first?.error.message ?? '') : toldBySite(errors).join('\n');
  const isCertain = errors.every(({ error }) => error.isCertain);
  return new UserError(message, { details: offeredButtons(errors, takesSite), isCertain, cause: first?.error.cause });
}

function toldBySite(errors: readonly SiteError[]): readonly string[] {
  const told = errors.slice(0, MOST_TOLD).map(({ site, error }) => `${site.name}: ${error.message}`);
  const more = errors.length - told.length;
  return more > 0 ? [...told, `and ${more} more sites`] : told;
}

/** No robot is called so anywhere: the nearest of all, each with a button that asks where it is. */
function nothingCalledSo(
  errors: readonly { readonly site: Site; readonly error: NoSuchName }[],
  takesSite: TakesSite,
): UserError {
  const near = errors.flatMap(({ site, error: { facts } }) => facts.nearest.map((name) => ({ site, name })));
  const [facts] = errors.map(({ error }) => error.facts);
  if (facts === undefined) throw new Error('there is no error to tell of');
  const ranked = nearestNames(
    facts.wanted,
    near.map(({ name }) => name),
  );
  const nearest = [...new Set([...ranked, ...near.map(({ name }) => name)])].slice(0, MOST_NEAR);
  const all = [...new Set(errors.flatMap(({ error }) => error.facts.all))];
  const { message, details } = new NoSuchName({ ...facts, nearest, all });
  const pressed = nearest.map((name) => {
    const bearers = near.filter((each) => each.name === name).map(({ site }) => site);
    return button(name, atSites(`${facts.commandName} ${quoteName(name)}`, bearers, takesSite));
  });
  const next = facts.next === undefined ? [] : [facts.next];
  return new UserError(message, { details: nearest.length === 0 ? details : [buttons(...pressed), ...next] });
}

/** What the errors offer, each once: of all sites where several of them do. */
function offeredButtons(errors: readonly SiteError[], takesSite: TakesSite): readonly Buttons[] {
  const offered = errors.flatMap(({ site, error }) =>
    error.details.flatMap((block) => (block.kind === 'buttons' ? block.buttons.map((own) => ({ site, own })) : [])),
  );
  const byWords = Map.groupBy(offered, ({ own }) => JSON.stringify(own));
  const chosen = [...byWords.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    return others.length > 0 ? [first.own] : [buttonAtSite(first.own, first.site, takesSite)];
  });
  return chosen.length === 0 ? [] : [buttons(...chosen.slice(0, MOST_BUTTONS))];
}

import { readdirSync, readFileSync } from 'node:fs';
import { createEmulator } from 'emulate';

/**
 * Runs the Slack service of `emulate` as a process of its own, because its tens of modules are slow to load in Jest.
 * It is told by messages what to do; its public interface cannot subscribe to events, so its plugin's parts are caught on the way.
 */
interface Collection {
  all(): readonly Readonly<Record<string, unknown>>[];
}

interface Dispatcher {
  register(subscription: object): void;
  dispatch(event: string, action: undefined, payload: object, owner: string): Promise<void>;
}

interface SlackModule {
  readonly slackPlugin: { register: (...args: readonly unknown[]) => unknown };
  readonly getSlackStore: (store: unknown) => Readonly<Record<string, Collection>>;
}

/** What this process is asked. */
export type EmulatorQuestion =
  | {
      readonly ask: 'start';
      readonly signingSecret: string;
      readonly token: string;
      readonly scopes: readonly string[];
      /** An app that can be installed, by its client id and secret, and where it may send back to. */
      readonly app?: { readonly clientId: string; readonly clientSecret: string; readonly redirectUrl: string };
    }
  | { readonly ask: 'subscribe'; readonly url: string }
  | { readonly ask: 'dispatch'; readonly type: string; readonly envelope: object }
  | { readonly ask: 'state' };

/** What this process answers: rows of the emulator's own tables. */
export interface EmulatorState {
  readonly url: string;
  readonly users: readonly Readonly<Record<string, unknown>>[];
  readonly channels: readonly Readonly<Record<string, unknown>>[];
  readonly messages: readonly Readonly<Record<string, unknown>>[];
  readonly ephemeralMessages: readonly Readonly<Record<string, unknown>>[];
  readonly files: readonly Readonly<Record<string, unknown>>[];
  readonly views: readonly Readonly<Record<string, unknown>>[];
}

const folder = new URL('.', import.meta.resolve('emulate'));
let emulator: { readonly url: string } | undefined;
let dispatcher: Dispatcher | undefined;
let tables: Readonly<Record<string, Collection>> = {};

async function start({
  signingSecret,
  token,
  scopes,
  app,
}: Extract<EmulatorQuestion, { ask: 'start' }>): Promise<void> {
  const name = readdirSync(folder).find(
    (file) => file.endsWith('.js') && readFileSync(new URL(file, folder), 'utf8').includes('\n  slackPlugin\n};'),
  );
  const module = (await import(new URL(name ?? '', folder).href)) as SlackModule;
  const register = module.slackPlugin.register;
  module.slackPlugin.register = function (...args) {
    const [, store, webhooks] = args;
    tables = module.getSlackStore(store);
    dispatcher = webhooks as Dispatcher;
    return register.apply(this, [...args]);
  };
  emulator = await createEmulator({
    service: 'slack',
    port: 0,
    seed: {
      slack: {
        signing_secret: signingSecret,
        strict_scopes: true,
        users: [{ name: 'ann' }],
        channels: [{ name: 'site' }],
        tokens: [{ token, type: 'bot', user: 'ann', scopes: [...scopes] }],
        ...(app && {
          oauth_apps: [
            {
              client_id: app.clientId,
              client_secret: app.clientSecret,
              name: 'Scout',
              redirect_uris: [app.redirectUrl],
            },
          ],
        }),
      },
    },
  });
}

function state(): EmulatorState {
  const rows = (name: string): EmulatorState['users'] => tables[name]?.all() ?? [];
  return {
    url: emulator?.url ?? '',
    users: rows('users'),
    channels: rows('channels'),
    messages: rows('messages'),
    ephemeralMessages: rows('ephemeralMessages'),
    files: rows('files'),
    views: rows('views'),
  };
}

async function answer(question: EmulatorQuestion): Promise<EmulatorState> {
  if (question.ask === 'start') await start(question);
  if (question.ask === 'subscribe')
    dispatcher?.register({ url: question.url, events: ['*'], active: true, owner: 'slack' });
  if (question.ask === 'dispatch') await dispatcher?.dispatch(question.type, undefined, question.envelope, 'slack');
  return state();
}

process.on('message', (question: EmulatorQuestion) => {
  answer(question).then(
    (found) => process.send?.(found),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
// The tests end, so does this.
process.on('disconnect', () => process.exit());

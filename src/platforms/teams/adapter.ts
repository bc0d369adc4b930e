import { setTimeout as sleep } from 'node:timers/promises';
import { type Activity, CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import * as v from 'valibot';
import type { PlatformAdapter } from '../../core/platform-adapter.ts';
import { createRecentlySeen } from '../../core/recently-seen.ts';
import { createAdmission } from './admission.ts';
import type { Connector, Outgoing } from './connector.ts';
import { type ConnectorHttp, createConnectorHttp } from './connector-http.ts';
import { createDelivery } from './delivery.ts';
import { createDoor } from './door.ts';
import type { Envelope } from './envelope.ts';
import type { TeamsAdapterOptions, TeamsCredentials, TokenAuthority } from './options.ts';
import { createOutbox } from './outbox.ts';
import { createPace, type Wait } from './pace.ts';
import { createPictures } from './pictures.ts';
import { type Place, placeOf } from './place.ts';
import { quietly } from './quietly.ts';
import { createReceiving } from './receiving.ts';
import { createServiceHosts } from './service-hosts.ts';
import { within } from './within.ts';

const ISSUER = 'https://api.botframework.com';
const METHOD = v.picklist(['GET', 'POST', 'PUT', 'DELETE']);
const VERIFY_MS = 5_000;
const SEEN_FOR_MS = 600_000;
const MOST_SEEN = 20_000;
const PICTURE_BYTES = 32_000_000;

const waitByTimer: Wait = (ms, signal) => sleep(ms, undefined, { signal });

/** Builds the bot's place in Microsoft Teams. Throws where the application id is missing. The only file that knows the SDK, so that its successor changes no other. */
export function createTeamsAdapter(options: TeamsAdapterOptions): PlatformAdapter {
  const { appId, credentials, zone, now, random, log, wait = waitByTimer } = options;
  const anonymous = credentials.kind === 'anonymous';
  // Without an id the SDK lets everybody in.
  if (appId === '' && !anonymous) throw new Error('a bot in Teams that is not anonymous needs its application id');
  const http = createConnectorHttp({ deadlineMs: options.deadlineMs ?? 10_000, now });
  const sdk = createSdk(options, http);
  const mayAnswerAt = createServiceHosts(options.serviceHosts, anonymous);
  const outbox = createOutbox({
    connector: sdk.connector,
    pace: createPace({ now, wait }),
    mayAnswerAt,
    wait,
    random,
    log,
  });
  const pictures = createPictures({ publicUrl: options.publicUrl, key: options.pictureKey, now, bytes: PICTURE_BYTES });
  const delivery = createDelivery({ outbox, linkTo: pictures.linkTo, zone, now, log });
  const underWay = new Set<Promise<void>>();

  /** Keeps work until it is done, so that closing can wait for it. */
  function keep(work: Promise<void>): void {
    const kept = work
      .catch((error: unknown) => log.error({ err: error }, 'failed on something from Teams'))
      .finally(() => underWay.delete(kept));
    underWay.add(kept);
  }

  return {
    name: 'teams',
    async connect(bot) {
      return createDoor({
        admit: createAdmission({
          tokens: anonymous ? undefined : { appId, issuer: options.authority?.issuer ?? ISSUER, verify: sdk.verify },
          tenants: options.allowedTenants,
          mayAnswerAt,
        }),
        receive: createReceiving({
          bot,
          delivery,
          outbox,
          seen: createRecentlySeen({ now, keepMs: SEEN_FOR_MS, most: MOST_SEEN }),
          greetingCommand: options.greetingCommand,
          zone,
          now,
          wait,
          keep,
          log,
        }),
        pictures: pictures.listener,
        now,
        log,
        bodyTimeoutMs: options.bodyTimeoutMs ?? 3_000,
      });
    },
    async send(conversation, reply) {
      const ids = await delivery.post(placeOf(conversation), reply);
      return { conversation, id: ids.join(',') };
    },
    async update({ conversation, id }, reply) {
      await delivery.replace(placeOf(conversation), id.split(','), reply);
    },
    async close() {
      while (underWay.size > 0) await Promise.all(underWay);
      await http.close();
    },
  };
}

interface Sdk {
  verify(envelope: Envelope, authorization: string): Promise<void>;
  readonly connector: Connector;
}

/** The SDK's adapter, for its protected identity: the SDK makes what is sent unasked out of it. */
class Identity extends CloudAdapter {
  claimsOf(appId: string) {
    return this.createClaimsIdentity(appId);
  }
}

/**
 * The SDK as two things: a check of tokens, and a way to the connector. Its turns are not used: they answer a stranger's broken request with an
 * exception, tell errors to whoever asks, and their contexts may not be used after the request that is acknowledged here at once.
 */
function createSdk(options: TeamsAdapterOptions, http: ConnectorHttp): Sdk {
  const { appId } = options;
  const authentication = createAuthentication(options, http);
  const factory = authentication.createConnectorFactory(new Identity(authentication).claimsOf(appId));
  type Client = Awaited<ReturnType<typeof factory.create>>;
  const clients = new Map<string, Promise<Client>>();

  // One for each address, of which Teams has few; they share the token.
  function clientOf(endpoint: string): Promise<Client> {
    const client = clients.get(endpoint) ?? factory.create(endpoint, options.authority?.issuer ?? ISSUER);
    clients.set(endpoint, client);
    return client;
  }

  return {
    async verify(envelope, authorization) {
      const { type, channelId, serviceUrl } = envelope;
      // The SDK reads no more of it than this.
      const activity = { type, channelId, serviceUrl } as Activity;
      const checked = quietly(() => authentication.authenticateRequest(activity, authorization));
      await within(VERIFY_MS, checked, 'the keys of Teams could not be fetched in time');
    },
    connector: {
      async post(place, message) {
        const { conversations } = await clientOf(place.endpoint);
        const activity = toActivity(message, place, appId);
        const { id } = await conversations.sendToConversation(place.conversation, activity);
        return id ?? '';
      },
      async update(place, id, message) {
        const { conversations } = await clientOf(place.endpoint);
        await conversations.updateActivity(place.conversation, id, toActivity(message, place, appId));
      },
      async remove({ conversation, endpoint }, id) {
        const { conversations } = await clientOf(endpoint);
        await conversations.deleteActivity(conversation, id);
      },
    },
  };
}

/** The SDK's serialiser writes only what it knows; text, summary and the contents of cards are among it. */
function toActivity(message: Outgoing, { conversation }: Place, appId: string): Partial<Activity> {
  const addressed = {
    ...message,
    conversation: { id: conversation },
    ...(appId !== '' && { from: { id: `28:${appId}` } }),
  };
  // The SDK's type asks for names too, which Teams knows.
  return addressed as unknown as Partial<Activity>;
}

function createAuthentication(options: TeamsAdapterOptions, http: ConnectorHttp) {
  const { appId, tenant, credentials, authority } = options;
  const identity = { MicrosoftAppId: appId, MicrosoftAppTenantId: tenant };
  const settings = authority ? authoritySettings(authority) : { ...identity, ...credentialSettings(credentials) };
  const factory = authority && {
    isValidAppId: async (id = '') => id === appId,
    isAuthenticationDisabled: async () => false,
    createCredentials: async () => ({
      async signRequest(request: HttpRequest) {
        request.headers.set('authorization', `Bearer ${await authority.token()}`);
        return request;
      },
    }),
  };
  const httpClient = { sendRequest: (request: HttpRequest) => sendThrough(http, request) };
  return new ConfigurationBotFrameworkAuthentication(settings, factory, undefined, undefined, { httpClient });
}

/** A type that the SDK does not know becomes a bot of many tenants there, so none but these is ever named. */
function credentialSettings(credentials: TeamsCredentials) {
  switch (credentials.kind) {
    case 'secret':
      return { MicrosoftAppType: 'SingleTenant', MicrosoftAppPassword: credentials.password };
    case 'certificate':
      return {
        MicrosoftAppType: 'SingleTenant',
        CertificateThumbprint: credentials.thumbprint,
        CertificatePrivateKey: credentials.privateKey,
      };
    case 'managed-identity':
      return { MicrosoftAppType: 'UserAssignedMSI' };
    case 'anonymous':
      // Without an id the SDK has nothing to show, and shows nothing.
      return { MicrosoftAppType: 'MultiTenant', MicrosoftAppId: '' };
  }
}

/** Naming one address makes the SDK take all of them as named. */
function authoritySettings({ openIdMetadataUrl, issuer }: TokenAuthority) {
  return {
    ToBotFromChannelOpenIdMetadataUrl: openIdMetadataUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: openIdMetadataUrl,
    ToBotFromChannelTokenIssuer: issuer,
    ToChannelFromBotLoginUrl: issuer,
    ToChannelFromBotOAuthScope: issuer,
    OAuthUrl: issuer,
  };
}

type ConnectorOptions = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[4]>;
type HttpClient = NonNullable<ConnectorOptions['httpClient']>;
type HttpRequest = Parameters<HttpClient['sendRequest']>[0];

async function sendThrough(http: ConnectorHttp, request: HttpRequest): ReturnType<HttpClient['sendRequest']> {
  const { method, url, body } = request;
  const answer = await http.request({
    method: v.parse(METHOD, method),
    url,
    headers: request.headers.toJson({ preserveCase: true }),
    ...(typeof body === 'string' && { body }),
  });
  const headers = request.headers.clone();
  for (const name of headers.headerNames()) headers.remove(name);
  for (const [name, value] of Object.entries(answer.headers)) headers.set(name, value);
  return { request, status: answer.status, headers, bodyAsText: answer.body };
}

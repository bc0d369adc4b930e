import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
} from 'botbuilder';
import * as v from 'valibot';
import { messageOf } from '../../core/errors.ts';
import { within } from '../../core/within.ts';
import { type Connector, ConnectorError, type Outgoing } from './connector.ts';
import type { ConnectorHttp } from './connector-http.ts';
import type { Envelope } from './envelope.ts';
import type { TeamsAdapterOptions, TeamsCredentials, TokenAuthority } from './options.ts';
import type { Place } from './place.ts';
import { quietly } from './quietly.ts';

const METHOD = v.picklist(['GET', 'POST', 'PUT', 'DELETE']);
const VERIFY_MS = 5_000;
const TOKEN_MS = 8_000;
const GRAPH = 'https://graph.microsoft.com';
const LOG_IN = 'https://login.microsoftonline.com/';

/** Who signs the tokens of requests from Teams, and whom the bot's own are for. */
export const issuerOf = ({ authority }: TeamsAdapterOptions): string =>
  authority?.issuer ?? 'https://api.botframework.com';

/** What the SDK does for the bot. */
export interface BotFramework {
  /** Rejects where a token is not signed by Teams' keys, is over, or is for somebody else. */
  verify(envelope: Envelope, authorization: string): Promise<void>;
  readonly connector: Connector;
  /** Whether the last token that was asked for came; undefined before the first. */
  hasToken(): boolean | undefined;
  /** What Teams tells of somebody in a conversation. Rejects with ConnectorError. */
  memberOf(place: Place, user: string): Promise<unknown>;
  /** A token of the bot's own tenant for Microsoft Graph, kept as long as it holds. */
  graphToken(): Promise<string>;
}

/** The SDK's adapter, for its protected identity: the SDK makes what is sent unasked out of it. */
class Identity extends CloudAdapter {
  claimsOf(appId: string) {
    return this.createClaimsIdentity(appId);
  }
}

/**
 * Builds the SDK as two things: a check of tokens, and a way to the connector. Its turns are not used: they answer a stranger's broken request with an
 * exception, tell errors to whoever asks, and their contexts may not be used after the request that is acknowledged here at once.
 * The only file that knows the SDK, so that its successor changes no other.
 */
export function createBotFramework(options: TeamsAdapterOptions, http: ConnectorHttp): BotFramework {
  const { appId } = options;
  let hasToken: boolean | undefined;
  const credentialFactory = createCredentialFactory(options);
  const authentication = createAuthentication(options, credentialFactory, http, (isThere) => {
    hasToken = isThere;
  });
  const factory = authentication.createConnectorFactory(new Identity(authentication).claimsOf(appId));
  type Client = Awaited<ReturnType<typeof factory.create>>;
  const clients = new Map<string, Promise<Client>>();

  // One for each address, of which Teams has few; they share the token.
  function clientOf(endpoint: string): Promise<Client> {
    const client = clients.get(endpoint) ?? factory.create(endpoint, issuerOf(options));
    clients.set(endpoint, client);
    return client;
  }

  return {
    async verify(envelope, authorization) {
      const { type, channelId, serviceUrl } = envelope;
      // The SDK reads no more of it than this.
      const activity = { type, channelId, serviceUrl } as Activity;
      const checked = quietly(() => authentication.authenticateRequest(activity, authorization));
      await within(VERIFY_MS, checked, tooLate('the keys of Teams could not be fetched in time'));
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
    hasToken: () => hasToken,
    async memberOf({ conversation, endpoint }, user) {
      const { conversations } = await clientOf(endpoint);
      return await conversations.getConversationMember(conversation, user);
    },
    async graphToken() {
      const credentials = await credentialFactory.createCredentials(appId, GRAPH, LOG_IN, true);
      return await within(TOKEN_MS, tokenOf(credentials), tooLate('there was no token for Microsoft Graph in time'));
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

/** Hears whether a token came. */
type OnToken = (isThere: boolean) => void;

function createAuthentication(
  options: TeamsAdapterOptions,
  factory: CredentialFactory,
  http: ConnectorHttp,
  onToken: OnToken,
) {
  const settings = options.authority ? authoritySettings(options.authority) : registrationOf(options);
  const httpClient = { sendRequest: (request: HttpRequest) => sendThrough(http, request) };
  return new ConfigurationBotFrameworkAuthentication(settings, withDeadline(factory, onToken), undefined, undefined, {
    httpClient,
  });
}

type CredentialFactory = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1]>;

const registrationOf = ({ appId, tenant, credentials }: TeamsAdapterOptions) => ({
  MicrosoftAppId: appId,
  MicrosoftAppTenantId: tenant,
  ...credentialSettings(credentials),
});

function createCredentialFactory(options: TeamsAdapterOptions): CredentialFactory {
  const { appId, authority } = options;
  if (authority) return authorityFactory(authority, appId);
  return new ConfigurationServiceClientCredentialFactory(registrationOf(options));
}

type Credentials = Awaited<ReturnType<CredentialFactory['createCredentials']>>;

/** What the credentials write into a request: by their type the SDK gives no other way to a token. */
async function tokenOf(credentials: Credentials): Promise<string> {
  const written = new Map<string, string>();
  await credentials.signRequest({ headers: written } as unknown as HttpRequest);
  const [authorization = ''] = written.values();
  return authorization.replace(/^Bearer /, '');
}

function authorityFactory(authority: TokenAuthority, appId: string): CredentialFactory {
  return {
    isValidAppId: async (id = '') => id === appId,
    isAuthenticationDisabled: async () => false,
    createCredentials: async (_appId, audience = '') => ({
      async signRequest(request: HttpRequest) {
        request.headers.set('authorization', `Bearer ${await authority.token(audience)}`);
        return request;
      },
    }),
  };
}

/** The SDK waits for its token as long as it takes; what has no token in time surely was not sent. */
function withDeadline(factory: CredentialFactory, onToken: OnToken): CredentialFactory {
  return {
    isValidAppId: (id) => factory.isValidAppId(id),
    isAuthenticationDisabled: () => factory.isAuthenticationDisabled(),
    async createCredentials(...audience) {
      const credentials = await factory.createCredentials(...audience);
      return {
        async signRequest(request) {
          try {
            const signed = await within(TOKEN_MS, credentials.signRequest(request), tooLate('it took too long'));
            onToken(true);
            return signed;
          } catch (cause) {
            onToken(false);
            throw new ConnectorError(`the bot got no token for Teams: ${messageOf(cause)}`, { isSent: false, cause });
          }
        },
      };
    },
  };
}

type CredentialSettings = NonNullable<ConstructorParameters<typeof ConfigurationServiceClientCredentialFactory>[0]>;

/** A type that the SDK does not know becomes a bot of many tenants there, so none but these is ever named. */
function credentialSettings(credentials: TeamsCredentials): CredentialSettings {
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

const tooLate = (problem: string) => (): never => {
  throw new Error(problem);
};

import type { Answer, Log } from '../../core/bot.ts';
import type { Conversation, User } from '../../core/message.ts';
import type { EpochMs } from '../../core/reply.ts';
import type { PlatformWatch } from '../../core/watch.ts';
import type { Wait } from './pace.ts';

/** By what the bot proves to Teams who it is. Anonymous proves nothing, and takes everything from this machine: for trying out only. */
export type TeamsCredentials =
  | { readonly kind: 'secret'; readonly password: string }
  | { readonly kind: 'certificate'; readonly thumbprint: string; readonly privateKey: string }
  | { readonly kind: 'managed-identity' }
  | { readonly kind: 'anonymous' };

export interface TeamsAdapterOptions {
  /** The application (client) id of the bot's registration; empty for an anonymous bot. */
  readonly appId: string;
  readonly credentials: TeamsCredentials;
  /** The id of the tenant of the bot's registration. */
  readonly tenant: string;
  /** The tenants whose people may ask; all where there are none. */
  readonly allowedTenants: readonly string[];
  /** What somebody of another tenant is told, whatever was asked. */
  readonly turnAway: (message: TurnedAway) => Pick<Answer, 'reply' | 'silent'>;
  /** Hosts of connectors beside Teams' own. */
  readonly serviceHosts: readonly string[];
  /** The origin by which the internet reaches the bot, for pictures. */
  readonly publicUrl?: string;
  /** Signs links to pictures. */
  readonly pictureKey: Uint8Array;
  /** The IANA zone of users whose own is not known. */
  readonly zone: string;
  /** The words whose answer greets somebody who installed the bot. */
  readonly greetingCommand: string;
  readonly now: () => EpochMs;
  /** A number from 0 to 1, new each time. */
  readonly random: () => number;
  readonly log: Log;
  /** Hears of what comes from Teams. */
  readonly watch?: PlatformWatch;
  /** Whether any of the keys of a message was met before, also by other processes; all of them are from now on. */
  readonly remember?: (keys: readonly string[]) => Promise<boolean>;
  /** How pauses are made; by timers where left out. */
  readonly wait?: Wait;
  /** Another issuer than Microsoft, for tests. */
  readonly authority?: TokenAuthority | undefined;
  /** Another address than Microsoft Graph's, for tests. */
  readonly graphUrl?: string;
  /** Time for a request to Teams, in milliseconds; 10 s where left out. */
  readonly deadlineMs?: number;
  /** How long a request may take to arrive, in milliseconds; 3 s where left out. */
  readonly bodyTimeoutMs?: number;
}

/** Something from a tenant that may not ask: who and where, and not what. */
export interface TurnedAway {
  readonly id: string;
  readonly sender: Pick<User, 'id' | 'name'>;
  readonly conversation: Conversation;
}

/** Who signs the tokens of requests, and what the bot shows in return. */
export interface TokenAuthority {
  readonly openIdMetadataUrl: string;
  readonly issuer: string;
  /** What the bot shows to whom. */
  readonly token: (audience: string) => Promise<string>;
}

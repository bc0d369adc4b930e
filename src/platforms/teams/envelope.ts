import * as v from 'valibot';

const Account = v.object({
  id: v.string(),
  name: v.nullish(v.string()),
  role: v.nullish(v.string()),
  aadObjectId: v.nullish(v.string()),
  isTargeted: v.nullish(v.boolean()),
});

const Mention = v.object({
  type: v.literal('mention'),
  text: v.string(),
  mentioned: v.object({ id: v.string(), name: v.nullish(v.string()) }),
});
const ClientInfo = v.object({ type: v.literal('clientInfo'), timezone: v.string() });

const Envelope = v.object({
  type: v.string(),
  name: v.nullish(v.string()),
  action: v.nullish(v.string()),
  channelId: v.string(),
  serviceUrl: v.string(),
  id: v.nullish(v.string()),
  replyToId: v.nullish(v.string()),
  from: v.nullish(Account),
  recipient: v.nullish(Account),
  conversation: v.object({
    id: v.string(),
    tenantId: v.nullish(v.string()),
    conversationType: v.nullish(v.string()),
    isGroup: v.nullish(v.boolean()),
  }),
  channelData: v.nullish(
    v.object({
      tenant: v.nullish(v.object({ id: v.nullish(v.string()) })),
      team: v.nullish(v.object({ id: v.nullish(v.string()) })),
    }),
  ),
  membersAdded: v.nullish(v.array(v.object({ id: v.string() }))),
  text: v.nullish(v.string()),
  localTimezone: v.nullish(v.string()),
  // What is neither a mention nor a client's description is of no interest, whatever its shape.
  entities: v.nullish(v.array(v.union([Mention, ClientInfo, v.unknown()]))),
  value: v.optional(v.unknown()),
});

/** What Teams sends: the part of a Bot Framework activity (github.com/microsoft/botframework-sdk, specs/botframework-activity) that the bot reads. */
export type Envelope = v.InferOutput<typeof Envelope>;

/** Somebody named in a text, which holds `text` in that place. */
export type Mention = v.InferOutput<typeof Mention>;

/** Reads what was posted; nothing where it is not an activity with a conversation and an address to answer at. */
export function readEnvelope(body: unknown): Envelope | undefined {
  const read = v.safeParse(Envelope, body);
  return read.success ? read.output : undefined;
}

/** The mentions in a text. */
export function mentionsOf({ entities }: Envelope): readonly Mention[] {
  return (entities ?? []).filter((entity) => v.is(Mention, entity));
}

/** What zones that were named have turned out to be; to look one up costs more than the rest of reading. */
const zones = new Map<string, string | undefined>();
const MOST_ZONES = 1_000;

/** The zone of the sender's machine, where it is one that this program knows too. */
export function zoneOf({ localTimezone, entities }: Envelope): string | undefined {
  const zone = localTimezone ?? entities?.find((entity) => v.is(ClientInfo, entity))?.timezone;
  if (zone === undefined) return undefined;
  if (!zones.has(zone)) {
    if (zones.size >= MOST_ZONES) zones.clear();
    zones.set(zone, knownZone(zone));
  }
  return zones.get(zone);
}

function knownZone(zone: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/** Every tenant that the activity names. */
export function tenantsOf({ conversation, channelData }: Envelope): readonly string[] {
  return [conversation.tenantId, channelData?.tenant?.id].filter(
    (id) => typeof id === 'string' && id !== '',
  ) as string[];
}

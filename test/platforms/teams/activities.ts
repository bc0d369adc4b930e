let count = 0;
const fresh = (prefix: string): string => `${prefix}${++count}`;

/** The bot's account in Teams. */
const BOT = { id: '28:bot', name: 'Scout' };
export const TENANT = 'tenant-1';

type Fields = Readonly<Record<string, unknown>>;

/** A user's word in the personal chat with the bot, as Teams sends it. */
export function personalMessage(serviceUrl: string, text: string, fields: Fields = {}): Fields {
  return {
    type: 'message',
    id: fresh('1790000'),
    timestamp: '2026-10-21T10:19:00Z',
    channelId: 'msteams',
    serviceUrl,
    from: { id: '29:ann', name: 'Ann', aadObjectId: 'a-1' },
    recipient: BOT,
    conversation: { id: 'a:personal-1', tenantId: TENANT, conversationType: 'personal' },
    channelData: { tenant: { id: TENANT } },
    entities: [{ type: 'clientInfo', locale: 'en-GB', country: 'GB', platform: 'Web', timezone: 'Europe/Berlin' }],
    textFormat: 'plain',
    text,
    ...fields,
  };
}

/** A mention of the bot in a channel: it opens a thread, or stands in `thread`. */
export function channelMention(serviceUrl: string, text: string, thread?: string, fields: Fields = {}): Fields {
  const id = fresh('1790000');
  const mark = `<at>${BOT.name}</at>`;
  return personalMessage(serviceUrl, `${mark} ${text}`, {
    id,
    conversation: {
      id: `19:channel@thread.tacv2;messageid=${thread ?? id}`,
      tenantId: TENANT,
      conversationType: 'channel',
      isGroup: true,
    },
    entities: [{ type: 'mention', mentioned: BOT, text: mark }],
    ...fields,
  });
}

/** A press on a button of a card. */
export function buttonPress(serviceUrl: string, data: Fields, fields: Fields = {}): Fields {
  return personalMessage(serviceUrl, '', {
    type: 'invoke',
    name: 'adaptiveCard/action',
    id: fresh('f:'),
    replyToId: 'card-1',
    value: { action: { type: 'Action.Execute', verb: 'say', data }, trigger: 'manual' },
    ...fields,
  });
}

/** Somebody installed the bot. */
export function installation(serviceUrl: string, fields: Fields = {}): Fields {
  return personalMessage(serviceUrl, '', { type: 'installationUpdate', action: 'add', ...fields });
}

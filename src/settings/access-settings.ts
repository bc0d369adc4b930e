import type { AccessRules } from '../access/access.ts';
import type { SettingValues } from './setting-values.ts';

/** Who may ask what, where and how often, and what is written down of it. */
export interface AccessSettings extends AccessRules {
  /** How long a line of the audit log is kept. */
  readonly auditMs: number;
  /** Whether names of people are told in answers at all. */
  readonly namesPeople: boolean;
}

const DAY_MS = 86_400_000;
const USER_RATE = { count: 20, perMs: 60_000 };
const CHANNEL_RATE = { count: 60, perMs: 60_000 };

/** Without any of its settings everybody may ask, and all members may subscribe. */
export function accessSettings(values: SettingValues): AccessSettings {
  const { ALLOWED_WORKSPACES: workspaces, ALLOWED_CHANNELS: channels } = values;
  const { ROLE_VIEWERS: viewers, ROLE_SUBSCRIBERS: subscribers, ROLE_ADMINS: admins = [] } = values;
  const { ASK_LIMIT_USER: user = USER_RATE, ASK_LIMIT_CHANNEL: channel = CHANNEL_RATE } = values;
  return {
    places: { ...(workspaces && { workspaces }), ...(channels && { channels }) },
    roles: {
      ...(viewers && { viewers }),
      ...(subscribers && { subscribers }),
      admins: [...(values.ADMINS ?? []), ...admins],
    },
    rates: { ...(user !== 'off' && { user }), ...(channel !== 'off' && { channel }) },
    contact: values.CONTACT ?? 'whoever runs this bot',
    auditMs: (values.AUDIT_DAYS ?? 400) * DAY_MS,
    namesPeople: values.PERSONAL_DATA !== 'off',
  };
}

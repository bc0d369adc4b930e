import { readConfig } from '../../src/settings/config.ts';

const accessOf = (environment: Readonly<Record<string, string>>) => readConfig(environment).access;

test('without settings everybody may ask twenty times a minute, and members may subscribe', () => {
  expect(accessOf({})).toEqual({
    places: {},
    roles: { admins: [] },
    rates: { user: { count: 20, perMs: 60_000 }, channel: { count: 60, perMs: 60_000 } },
    contact: 'whoever runs this bot',
    auditMs: 400 * 86_400_000,
    namesPeople: true,
  });
});

test('lists, limits and words are read as they are written', () => {
  const guid = '0a1b2c3d-0000-4000-8000-00000000000F';
  expect(
    accessOf({
      ALLOWED_WORKSPACES: 'T0123ABCD, T0456EFGH',
      ALLOWED_CHANNELS: 'direct, C0123ABCD, 19:abc@thread.tacv2',
      ROLE_VIEWERS: `S0123ABCD,group:${guid}`,
      ROLE_SUBSCRIBERS: `U0123ABCD, ${guid}`,
      ROLE_ADMINS: 'W0123ABCD, 29:1-a_B',
      ADMINS: 'U9',
      CONTACT: ' #ops-help or ada@example.com ',
      ASK_LIMIT_USER: '200/hour',
      ASK_LIMIT_CHANNEL: 'off',
      AUDIT_DAYS: '30',
      PERSONAL_DATA: 'off',
    }),
  ).toEqual({
    places: { workspaces: ['T0123ABCD', 'T0456EFGH'], channels: ['direct', 'C0123ABCD', '19:abc@thread.tacv2'] },
    roles: {
      viewers: ['S0123ABCD', `group:${guid}`],
      subscribers: ['U0123ABCD', guid],
      admins: ['U9', 'W0123ABCD', '29:1-a_B'],
    },
    rates: { user: { count: 200, perMs: 3_600_000 } },
    contact: '#ops-help or ada@example.com',
    auditMs: 30 * 86_400_000,
    namesPeople: false,
  });
});

test.each([
  ['ALLOWED_WORKSPACES', 'acme.slack.com'],
  ['ALLOWED_WORKSPACES', 'T0123ABCD,E0123ABCD'],
  ['ALLOWED_CHANNELS', '#robots'],
  ['ROLE_VIEWERS', 'ada'],
  ['ROLE_VIEWERS', 'group:operators'],
  ['ROLE_SUBSCRIBERS', '@ops'],
  ['ROLE_ADMINS', 'ada@example.com'],
  ['ASK_LIMIT_USER', '20'],
  ['ASK_LIMIT_USER', '0/min'],
  ['ASK_LIMIT_CHANNEL', '60/day'],
  ['AUDIT_DAYS', '0'],
  ['PERSONAL_DATA', 'no'],
])('%s=%s stops the start with what it has to be', (name, written) => {
  expect(() => accessOf({ [name]: written })).toThrow(`${name} is not right: it has to be `);
});

test.each([
  ['ALLOWED_CHANNEL', 'ALLOWED_CHANNELS'],
  ['ROLES_VIEWERS', 'ROLE_VIEWERS'],
  ['ASK_LIMIT_USERS', 'ASK_LIMIT_USER'],
])('%s would let everybody in unawares, so it is told', (written, meant) => {
  expect(readConfig({ [written]: 'x' }).warnings).toEqual([`${written} is not a setting; is ${meant} meant?`]);
});

test('what other programs are told does not look like a setting', () => {
  expect(readConfig({ ALLOWED_HOSTS: '*', ROLE_ARN: 'x', AUDIT_LOG: 'y' }).warnings).toEqual([]);
});

import { parse } from 'yaml';
import { readConfig } from '../../src/settings/config.ts';
import { closingSeconds, lastOf, readText } from './dockerfile.ts';

const { services, networks, volumes } = parse(readText('compose.yaml'));
const { bot, postgres } = services;

test('a crash of the bot leaves no memory on the disk', () => {
  expect(services['bot'].ulimits).toEqual({ core: 0 });
});

test.each(['bot', 'postgres'])(
  '%s has a read-only disk, no capability, no way to new privileges, and a user who is not root',
  (name) => {
    expect(services[name]).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      restart: 'unless-stopped',
      user: expect.stringMatching(/^[1-9]\d*:[1-9]\d*$/),
    });
    expect(services[name].cap_add).toBeUndefined();
    expect(services[name].privileged).toBeUndefined();
    expect(services[name].image).toMatch(/:(?!latest$)[\w.-]+$/);
  },
);

test('the bot is the user of the image, on the port of the image, and is given the time to close', () => {
  expect(bot.user).toBe(lastOf('USER'));
  expect(bot.ports).toEqual([`127.0.0.1:${lastOf('EXPOSE')}:${bot.environment.PORT}`]);
  expect(bot.environment.PORT).toBe(lastOf('EXPOSE'));
  expect(Number.parseInt(bot.stop_grace_period, 10)).toBeGreaterThanOrEqual(closingSeconds + 5);
  expect(bot.env_file).toBe('.env');
});

test('the bot keeps what it remembers in PostgreSQL, whatever .env says of a folder', () => {
  const chat = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's' };
  const scout = { SCOUT_URL: 'https://scout.example', SCOUT_API_TOKEN: 't' };
  const { POSTGRES_USER: user, POSTGRES_DB: database } = postgres.environment;
  const DATABASE_URL = bot.environment.DATABASE_URL.replace(/\$\{[^}]*\}/, 'pass');
  const config = readConfig({
    ...{ ...chat, ...scout, DATA_DIR: 'data', HOST: '127.0.0.1' },
    ...{ ...bot.environment, DATABASE_URL },
  });
  expect(config.store.place).toEqual({ kind: 'postgres', url: `postgresql://${user}:pass@postgres:5432/${database}` });
  expect(config.host).toBe('0.0.0.0');
  expect(bot.depends_on.postgres.condition).toBe('service_healthy');
  expect(postgres.healthcheck.test).toContain('pg_isready');
});

test('the password of the database stands in no file of the project', () => {
  expect(postgres.environment.POSTGRES_PASSWORD).toMatch(/^\$\{POSTGRES_PASSWORD:\?/);
  expect(bot.environment.DATABASE_URL).toContain(postgres.environment.POSTGRES_PASSWORD);
});

test('only the bot reaches the database', () => {
  expect(postgres.ports).toBeUndefined();
  expect(postgres.networks).toEqual(['database']);
  expect(networks.database.internal).toBe(true);
  const reaching = Object.keys(services).filter((name) => services[name].networks.includes('database'));
  expect(reaching).toEqual(['bot', 'postgres']);
});

test('the database outlives its container, at the place of PostgreSQL 18', () => {
  expect(postgres.image).toMatch(/^postgres:18-/);
  expect(postgres.volumes).toEqual(['postgres:/var/lib/postgresql']);
  expect(Object.keys(volumes)).toEqual(['postgres']);
});

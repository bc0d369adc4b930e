import { closingSeconds, readText } from './dockerfile.ts';

/** What the unit sets, by name; what is set twice has both. */
const settings = new Map<string, readonly string[]>();
for (const [, name = '', value = ''] of readText('deploy/scout-bot.service').matchAll(/^(\w+)=(.*)$/gm))
  settings.set(name, [...(settings.get(name) ?? []), value]);

test('the unit starts what `npm start` starts, of the folder of the program', () => {
  const start: string = JSON.parse(readText('package.json')).scripts.start;
  const [line = ''] = settings.get('ExecStart') ?? [];
  expect(
    line.replace('/usr/bin/', '').replace('/opt/scout-bot/src/runtime', './src/runtime').replace('/opt/scout-bot/', ''),
  ).toBe(start);
});

test('the unit runs where the folder of the embedded database is its own', () => {
  expect(settings.get('WorkingDirectory')).toEqual([`/var/lib/${settings.get('StateDirectory')}`]);
  expect(settings.get('Environment')).toEqual(['NODE_ENV=production']);
});

test('the unit is nobody, can change nothing but its folder, and takes no more than it needs', () => {
  const yes = [
    'DynamicUser',
    'NoNewPrivileges',
    'ProtectHome',
    'PrivateTmp',
    'PrivateDevices',
    'ProtectKernelTunables',
    'ProtectKernelModules',
    'ProtectControlGroups',
    'RestrictNamespaces',
    'LockPersonality',
  ];
  expect(yes.filter((name) => settings.get(name)?.join() !== 'yes')).toEqual([]);
  expect(settings.get('ProtectSystem')).toEqual(['strict']);
  expect(settings.get('CapabilityBoundingSet')).toEqual(['']);
  expect(settings.get('SystemCallFilter')).toEqual(['@system-service', '~@privileged']);
  expect(settings.get('MemoryMax')).toEqual(['512M']);
  expect(settings.get('LimitCORE')).toEqual(['0']);
});

test('the unit gives the time to close, and starts again for as long as it takes', () => {
  expect(Number(settings.get('TimeoutStopSec'))).toBeGreaterThanOrEqual(closingSeconds + 5);
  expect(settings.get('Restart')).toEqual(['always']);
  expect(settings.get('StartLimitIntervalSec')).toEqual(['0']);
});

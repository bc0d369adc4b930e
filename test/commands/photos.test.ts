import { ask } from '../fixtures/ask.ts';
import { fakeRun, hours, minutes, NOW, uuid } from '../fixtures/fake-fleet.ts';

const capture = (id: string, channel: string | undefined, hoursAgo: number) => ({
  uuid: id,
  ...(channel !== undefined && { channel }),
  path: `/${id}.jpg`,
  at: NOW - hours(hoursAgo) + minutes(5),
  readings: [],
});
const event = (n: number, action: string, channels: readonly (string | undefined)[]) => ({
  uuid: `e${n}${action}`,
  runUuid: uuid(n),
  action,
  captures: channels.map((channel, i) => capture(`${n}${action}${i}`, channel, n)),
});
const facts = {
  robots: [{ name: 'Rex' }, { name: 'Daisy' }],
  missions: [{ uuid: 'm', name: 'Perimeter Patrol' }],
  runs: [
    fakeRun(1),
    fakeRun(3, { robot: 'Daisy', mission: 'Perimeter Patrol' }),
    fakeRun(20),
    fakeRun(22, { robot: 'Daisy' }),
  ],
  events: [
    event(1, 'Gauge', ['visual']),
    event(3, 'Panel 7', ['thermal', 'visual']),
    event(20, 'Panel 7', ['pano_ir', 'ptz', 'acoustic', undefined]),
    event(22, 'Panel 8', ['thermal']),
  ],
};

test('pictures of a robot, a kind and a time', async () => {
  const answer = await ask('photos Rex thermal yesterday', facts);
  expect(answer).toMatch(
    /^1 thermal picture of Rex, yesterday\n\[picture: Panel 7, pano_ir, .*Boiler Room Round on Rex/,
  );
  expect(answer).toContain('of 1 picture the kind is not reported');
});

test('a channel that is neither heat nor sound is visual', async () => {
  expect(await ask('photos visual yesterday Rex', facts)).toMatch(
    /^1 visual picture of Rex, yesterday\n\[picture: .*ptz/,
  );
  expect(await ask('photos acoustic yesterday', facts)).toMatch(/^1 acoustic picture, yesterday\n/);
});

test('without a time it is the last run, of which a kind can be chosen', async () => {
  expect(await ask('photos', facts)).toMatch(/^1 picture of Boiler Room Round on Rex\n/);
  expect(await ask('photos thermal Daisy', facts)).toMatch(/^1 thermal picture of Perimeter Patrol on Daisy\n/);
  const none = await ask('photos acoustic Daisy', facts);
  expect(none).toMatch(/^No acoustic pictures of Perimeter Patrol on Daisy\n/);
  expect(none).toContain(`[Pictures of all kinds: photos ${uuid(3)}]`);
});

test('pictures of a mission and a time', async () => {
  expect(await ask('photos Perimeter Patrol today', facts)).toMatch(/^2 pictures of Perimeter Patrol, today\n/);
});

test('pictures of an asset are the newest, wherever they were taken', async () => {
  const answer = await ask('photos asset "panel 7"', facts);
  expect(answer).toMatch(/^6 pictures at panel 7, 1 to 4\n\[picture: Panel 7, thermal, 07:24/);
  expect(answer).toContain('[Next 4: photos asset "panel 7" page 2]');
});

test('an unknown asset gets the nearest', async () => {
  const answer = await ask('photos asset Panl8', facts);
  expect(answer).toMatch(/^No pictures at Panl8\n/);
  expect(answer).toContain('[Panel 8: photos asset "Panel 8"]');
});

test('the newest few are chosen by when they were taken', async () => {
  const answer = await ask('photos newest 1', facts);
  expect(answer).toMatch(/^The newest 1 picture\n\[picture: Gauge/);
  expect(answer).not.toContain('Panel');
});

test('the pages of some pictures keep what they were chosen by', async () => {
  const many = {
    ...facts,
    events: [
      event(
        20,
        'Panel 7',
        Array.from({ length: 9 }, () => 'thermal'),
      ),
    ],
  };
  expect(await ask('photos thermal yesterday Rex page 2', many)).toContain(
    '[Previous 4: photos thermal yesterday Rex] [Next 4: photos thermal yesterday Rex page 3]',
  );
});

test('a run that began before the time is looked at for pictures in it', async () => {
  expect(await ask('photos 2026-10-20 14:20..15:00', facts)).toMatch(/^4 pictures, 2026-10-20 14:20\.\.15:00\n/);
});

test('where more runs fit than are looked through, that is said', async () => {
  const runs = Array.from({ length: 30 }, (_, i) => fakeRun(i, { startedAt: NOW - minutes(i) }));
  const answer = await ask('photos today', { ...facts, runs });
  expect(answer).toContain('only the newest 20 runs were looked at');
});

test('an unknown name is told with the nearest', async () => {
  expect(await ask('photos Daisi today', facts)).toMatch(/^No robot or mission is called Daisi\. Nearest: Daisy/);
});

import { splitWords } from '../../src/core/words.ts';
import { clockRemark, pastOf, plantTime } from '../../src/floor/plant-time.ts';
import { NOW } from '../fixtures/fake-fleet.ts';

const plant = { zone: 'America/Los_Angeles', shifts: ['05:00', '13:00', '21:00'] };
const zone = async (): Promise<string> => 'Asia/Tokyo';
const read = async (words: string) => plantTime(plant).read(splitWords(words), { now: NOW, zone });
const spanOf = async (words: string) => {
  const { value } = await read(words);
  return value && [new Date(value.from).toISOString(), new Date(value.to).toISOString(), value.label];
};

test('days are those of the plant, whoever asks', async () => {
  expect(await spanOf('today')).toEqual(['2026-10-21T07:00:00.000Z', '2026-10-22T07:00:00.000Z', 'today']);
});

test('shifts are those of the plant', async () => {
  expect(await spanOf('this shift')).toEqual(['2026-10-21T04:00:00.000Z', '2026-10-21T12:00:00.000Z', 'current shift']);
  expect(await spanOf('last shift')).toEqual(['2026-10-20T20:00:00.000Z', '2026-10-21T04:00:00.000Z', 'last shift']);
});

test('the words of a shift read back as the same shift', async () => {
  const first = await read('Press 3 this shift now');
  expect((await read(first.value?.label ?? '')).value).toEqual(first.value);
  expect(first.rest.map(({ text }) => text)).toEqual(['Press', '3', 'now']);
});

test('what is in quotes is a name', async () => {
  expect(await read('"last shift"')).toMatchObject({ value: undefined, rest: [{ text: 'last shift' }] });
});

test('of a span only what has been can be told', async () => {
  const range = { from: NOW - 5_000, to: NOW + 5_000, label: 'today', zone: 'UTC' };
  expect(pastOf(range, NOW)).toEqual({ from: NOW - 5_000, to: NOW });
  expect(() => pastOf({ ...range, from: NOW, label: 'tomorrow' }, NOW)).toThrow('"tomorrow" is still to come.');
});

test('by whose clocks a time was read is said where there is one', () => {
  const range = { from: 0, to: 1, label: 'today', zone: plant.zone };
  expect(clockRemark(plant, range)).toEqual([['days and shifts by the clocks of America/Los Angeles']]);
  expect(clockRemark(plant, undefined)).toEqual([]);
});

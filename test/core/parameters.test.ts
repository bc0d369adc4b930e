import { UserError } from '../../src/core/errors.ts';
import { nameBehind, nameList, numberBehind, phrase } from '../../src/core/parameters.ts';
import { splitWords } from '../../src/core/words.ts';

const context = { now: 0, zone: async () => 'UTC' };
const left = (words: readonly { readonly text: string }[]): string => words.map(({ text }) => text).join(' ');

test.each([
  ['Rex', ['Rex']],
  ['Rex, Daisy', ['Rex', 'Daisy']],
  ['Rex,Daisy ,Bo', ['Rex', 'Daisy', 'Bo']],
  ['Boiler Room, the Rex', ['Boiler Room', 'Rex']],
  ['"Salt and Pepper", Rex and Daisy', ['Salt and Pepper', 'Rex', 'Daisy']],
  ['"a, b" , c,', ['a, b', 'c']],
  ['the', []],
  ['"the"', ['the']],
  ['', []],
])('%s is a list of names', async (text, names) => {
  const parameter = nameList('robots', 'whose', { noise: ['the'], and: true });
  expect((await parameter.read(splitWords(text), context)).value).toEqual(names);
});

test('"and" is a part of a name unless it may tie names', async () => {
  const { value } = await nameList('names', 'whose').read(splitWords('Search and Rescue'), context);
  expect(value).toEqual(['Search and Rescue']);
});

test('a number is taken with the word before it, wherever they stand', async () => {
  const back = numberBehind('back', 'how far', { least: 1, most: 9 });
  const { value, rest } = await back.read(splitWords('Rex back 3 today'), context);
  expect([value, left(rest)]).toEqual([3, 'Rex today']);
  expect((await back.read(splitWords('"back" 3'), context)).value).toBeUndefined();
  for (const text of ['back', 'back 0', 'back 10', 'back 1.5', 'back x'])
    await expect(async () => back.read(splitWords(text), context)).rejects.toThrow(UserError);
});

test('a name is taken with the word before it', async () => {
  const asset = nameBehind('asset', 'what');
  const { value, rest } = await asset.read(splitWords('Rex asset "Panel 7" today'), context);
  expect([value, left(rest)]).toEqual(['Panel 7', 'Rex today']);
  await expect(async () => asset.read(splitWords('asset'), context)).rejects.toThrow(UserError);
});

test('words that belong together are taken together or not at all', async () => {
  const without = phrase('without teleop', 'no teleop');
  const { value, rest } = await without.read(splitWords('Rex without teleop'), context);
  expect([value, left(rest)]).toEqual([true, 'Rex']);
  expect((await without.read(splitWords('teleop without'), context)).value).toBe(false);
});

import { quoteName, splitWords } from '../../src/core/words.ts';

const texts = (text: string) => splitWords(text).map((word) => word.text);

test('keeps what stands in any kind of quotes together', () => {
  expect(texts('last "Boiler Room Round" now')).toEqual(['last', 'Boiler Room Round', 'now']);
  expect(texts('last “Boiler Room”')).toEqual(['last', 'Boiler Room']);
  expect(texts('last „Boiler Room“')).toEqual(['last', 'Boiler Room']);
});

test('an unclosed quote is a letter like any other', () => {
  expect(texts('last "Boiler Room')).toEqual(['last', '"Boiler', 'Room']);
});

test.each(['Idle', 'Today', 'page', 'Run', '2026-10-20', 'Rex?'])(
  'the name %s is quoted, so that it is taken for nothing else',
  (name) => {
    expect(splitWords(quoteName(name))).toEqual([{ text: name, lower: name.toLowerCase(), quoted: true }]);
  },
);

test.each(['Rex', 'Boiler Room Round', 'Spot-01', '<!channel>', 'a“b'])(
  'the name %s reads back as one word',
  (name) => {
    expect(texts(`robot ${quoteName(name)}`)).toEqual(['robot', name]);
  },
);

import { findByName, nearestNames } from '../../src/core/names.ts';

const find = (wanted: string, names: readonly string[]) => findByName(wanted, names, (name) => name);

test('an exact name beats a longer one that begins alike', () => {
  expect(find('Rex', ['Rex-2', 'Rex'])).toEqual({ kind: 'one', match: 'Rex' });
});

test.each([
  ['spot 1', 'Spot-01'],
  ['SPOT01', 'Spot-01'],
  ['müller', 'Muller'],
  ['boiler', 'Boiler Room Round'],
  ['room round', 'Boiler Room Round'],
  ['dai', 'Daisy'],
])('"%s" means %s', (wanted, name) => {
  expect(find(wanted, ['Spot-01', 'Spot-10', 'Muller', 'Boiler Room Round', 'Daisy'])).toEqual({
    kind: 'one',
    match: name,
  });
});

test('a part that fits several means all of them', () => {
  expect(find('spot', ['Spot-01', 'Spot-02', 'Rex'])).toEqual({ kind: 'several', matches: ['Spot-01', 'Spot-02'] });
});

test('two robots of the same name are both meant', () => {
  expect(find('Rex', ['Rex', 'Rex'])).toEqual({ kind: 'several', matches: ['Rex', 'Rex'] });
});

test('a name that nothing fits gets the nearest, and nonsense gets none', () => {
  expect(nearestNames('spot3', ['Spot-01', 'Spot-02', 'Spot-10', 'Rex'])).toHaveLength(3);
  expect(nearestNames('qqqq', ['Spot-01', 'Rex'])).toEqual([]);
});

test.each(['', '<!channel>', '…', 'x'.repeat(4_000), '🤖'])(
  'the odd name %p finds nothing and harms nothing',
  (wanted) => {
    expect(find(wanted, ['Rex', 'Daisy']).kind).toBe('none');
  },
);

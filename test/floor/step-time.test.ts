import { hoursText } from '../../src/floor/hours-text.ts';
import { stepTime } from '../../src/floor/step-time.ts';

test.each([
  [0.4, '0 s'],
  [24, '24 s'],
  [59.6, '1 min'],
  [455, '7 min 35 s'],
  [4_320, '1 h 12 min'],
  [4_321, '1 h 12 min'],
])('a piece that takes %d seconds takes %s', (seconds, said) => {
  expect(stepTime(seconds)).toBe(said);
});

test.each([
  [2_400, '40 min'],
  [22_320, '6 h 12 min'],
  [403_200, '112 h'],
])('%d seconds of work are %s', (seconds, said) => {
  expect(hoursText(seconds)).toBe(said);
});

import { mayName, operatorsText, userName } from '../../src/floor/people.ts';

const users = [
  { id: 501, displayName: 'Maria Oduya' },
  { id: 502, displayName: 'Tomas Lindqvist' },
];
const policy = (...namesIn: readonly string[]) => ({ namesIn, hours: false });

test('names may be told everywhere, in the conversations that are listed, or with one person', () => {
  const channel = { channel: 'C1', kind: 'channel' } as const;
  const direct = { channel: 'D1', kind: 'direct' } as const;
  expect(mayName({ namesIn: 'everywhere', hours: false }, channel)).toBe(true);
  expect(mayName(policy('C1'), channel)).toBe(true);
  expect(mayName(policy('C2'), channel)).toBe(false);
  expect(mayName(policy('direct'), direct)).toBe(true);
  expect(mayName(policy('direct'), channel)).toBe(false);
  expect(mayName(policy(), direct)).toBe(false);
});

test('operators are named in the order of their ids, all of them, or counted', () => {
  expect(operatorsText([502, 501], users, true)).toBe('Tomas Lindqvist and Maria Oduya');
  expect(operatorsText([501, 502, 501, 502], users, true)).toContain(', Maria Oduya and Tomas Lindqvist');
  expect(operatorsText([501, 502], users, false)).toBe('2 operators');
  expect(operatorsText([501], users, false)).toBe('1 operator');
  expect(operatorsText([], users, true)).toBe('nobody is signed in');
});

test('somebody who is not among the users any more is a former user', () => {
  expect(userName(490, users)).toBe('a former user (no. 490)');
});

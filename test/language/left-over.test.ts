import { leavesOut } from '../../src/language/intents/left-over.ts';
import { createQuestionReader } from '../../src/language/reading/read-questions.ts';
import { readWordLists } from '../../src/word-lists.ts';
import { CONTEXT } from './engine.ts';

const read = createQuestionReader(readWordLists());
const marksOf = (sentence: string) => read(sentence, CONTEXT)?.whole.marks ?? [];

test.each([
  ['runs of Rex yesterday', { robot: 'Rex' }],
  ['runs of Rex yesterday', { time: 'yesterday' }],
  ['how are Rex and Daisy', { robot: 'Rex' }],
  ['all robots except Daisy', {}],
  ['how did the patrol go', {}],
  ['pictures of the one before that', {}],
  ['alerts with severity under 2', { severity_min: 2 }],
  ['pictures of WO-9867432', {}],
  ['which robots are near Kitting 2', {}],
])('"%s" says more than %j', (sentence, slots) => {
  expect(leavesOut(marksOf(sentence), slots)).toBe(true);
});

test.each([
  ['runs of Rex yesterday', { robot: 'Rex', time: 'yesterday' }],
  ['how are Rex and Daisy', { robots: ['Rex', 'Daisy'] }],
  ['all robots except Daisy', { exclude: { robot: 'Daisy' } }],
  ['how is rex, is rex ok', { robot: 'Rex' }],
  ['send it every monday at 7', { days: 'mon', at: '07:00' }],
])('"%s" says no more than %j', (sentence, slots) => {
  expect(leavesOut(marksOf(sentence), slots)).toBe(false);
});

test('what goes without saying is not left out', () => {
  const marks = marksOf('how many calls are left this week');
  expect([leavesOut(marks, {}), leavesOut(marks, {}, ['time'])]).toEqual([true, false]);
});

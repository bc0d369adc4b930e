import type { LabelledSentence } from './labelled-sentences.ts';
import { type Answer, confusions, results, sameSlots, score } from './score.ts';

const said = (intent: string, slots: LabelledSentence['slots'] = {}): LabelledSentence => ({ text: '', intent, slots });
const answered = (intent: string, confidence: number): Answer => ({ intent, slots: {}, confidence });

describe('scoring', () => {
  it.each([
    ['robots in another order', { robots: ['Rex', 'Daisy'] }, { robots: ['Daisy', 'Rex'] }],
    ['free text in other letters', { station: 'assembly 2' }, { station: 'Assembly 2' }],
    ['another word for a day', { time: 'yesterday' }, { time: 'on:2026-10-20' }],
    ['a time with its day', { time: 'since:07:00' }, { time: 'since:2026-10-21T07:00' }],
    ['a range with its day', { time: 'range:08:00..10:00' }, { time: 'range:2026-10-21T08:00..2026-10-21T10:00' }],
    ['another unit of time', { duration: '2h' }, { duration: '120m' }],
    ['days one by one', { days: 'mon-fri' }, { days: 'fri,mon,tue,wed,thu' }],
    ['what goes without saying', {}, { time: 'now', offset: 0 }],
    [
      'suggestions for an unknown name',
      { robot: { unknown: 'Bella' } },
      { robot: { unknown: 'bella', suggest: ['Rex'] } },
    ],
    ['candidates in another order', { mission: { ambiguous: ['A', 'B'] } }, { mission: { ambiguous: ['B', 'A'] } }],
    ['what else tells the run just shown', { run_id: '<prev>' }, { run_id: '<prev>', robot: 'Rex' }],
    ['an action as an asset', { asset: 'Panel 7' }, { action: 'Panel 7' }],
  ])('takes %s for the same', (_, meant, got) => {
    expect(sameSlots('run_list', meant, got)).toBe(true);
  });

  it.each([
    ['another robot', { robot: 'Spot-01' }, { robot: 'Spot-10' }],
    ['a slot too many', {}, { outcome: 'failed' }],
    ['a slot too few', { time: 'today' }, {}],
    ['another number of days', { time: 'last:7d' }, { time: 'last:8d' }],
    ['a day too few', { days: 'mon-fri' }, { days: 'mon-thu' }],
  ])('takes %s for wrong', (_, meant, got) => {
    expect(sameSlots('run_list', meant, got)).toBe(false);
  });

  it('does not ask why for an outcome', () => {
    expect(sameSlots('run_why', {}, { outcome: 'failed' })).toBe(true);
  });

  it('counts what is right, and what is wrong and sure of it', () => {
    const answers = [answered('run_last', 0.9), answered('help', 0.9), answered('help', 0.3), answered('thanks', 1)];
    const sentences = [said('run_last'), said('run_last'), said('run_last'), said('thanks', { note: 'well done' })];
    const list = results(sentences, (sentence) => answers[sentences.indexOf(sentence)] ?? answered('', 0));
    expect(score(list)).toEqual({
      sentences: 4,
      intent: 0.5,
      slots: 0.75,
      both: 0.25,
      confidentlyWrong: 0.25,
      unsure: 0.25,
    });
    expect(confusions(list)).toEqual([{ meant: 'run_last', got: 'help', count: 2 }]);
  });
});

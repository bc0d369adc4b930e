import { chooseRule } from '../../src/language/intents/choose-rule.ts';
import { createQuestionReader } from '../../src/language/reading/read-questions.ts';
import type { Slots } from '../../src/language/rule.ts';
import { readSlots } from '../../src/language/slots/read-slots.ts';
import { RULES } from '../../src/sentence-reader.ts';
import { readWordLists } from '../../src/word-lists.ts';
import { CONTEXT, type Context } from './engine.ts';

const read = createQuestionReader(readWordLists());

/** The slots of a sentence, of which the intent is known; it is Wednesday, 2026-10-21, 16:20 in Berlin. */
function slotsOf(intent: string, text: string, context: Context = CONTEXT): Slots {
  const question = read(text, context)?.whole;
  const rule = question && chooseRule(RULES, intent, question.marks);
  if (question === undefined || rule === undefined) throw new Error(`Nothing was read in "${text}".`);
  return readSlots({ marks: question.marks, words: question.words, rule });
}

const timeOf = (text: string, intent = 'run_list'): unknown => slotsOf(intent, text)['time'];

describe('a time of day', () => {
  it.each([
    ['failures at 04:30', 'at:04:30'],
    ['failures at 0430', 'at:04:30'],
    ['failures at 7.30pm', 'at:19:30'],
    ['failures around half past six', 'at:06:30'],
    ['failures at half six', 'at:06:30'],
    ['failures at quarter to nine', 'at:08:45'],
    ['failures at 3 in the afternoon', 'at:15:00'],
    ['failures at 2 yesterday afternoon', 'at:2026-10-20T14:00'],
    ['failures at 3 last night', 'at:2026-10-21T03:00'],
    ['failures at 11 last night', 'at:2026-10-20T23:00'],
    ['failures at 9am UTC', 'at:11:00'],
    ['was ist um halb acht passiert', 'at:07:30'],
    ['was lief um 7 Uhr 45', 'at:07:45'],
    ['wat is er om half acht gebeurd', 'at:07:30'],
    ['mislukte missies om 7 uur', 'at:07:00'],
    ['feilede oppdrag klokken halv åtte', 'at:07:30'],
    ['missions échouées à 7h30', 'at:07:30'],
    ['missions échouées à 7 heures', 'at:07:00'],
    ['misiones fallidas a las 7 y media', 'at:07:30'],
    ['missioni fallite alle 7 e mezza', 'at:07:30'],
    ['昨日の午後3時半に失敗した巡回', 'at:2026-10-20T15:30'],
    ['下午3点半失败的任务', 'at:15:30'],
    ['오후 3시 반에 실패한 임무', 'at:15:30'],
  ])('is read in "%s"', (text, time) => {
    expect(timeOf(text)).toBe(time);
  });

  it.each(['show me 5 runs', 'failed runs of Thermal Sweep A', 'all 3 robots that failed', 'half of the runs'])(
    'is not seen in "%s"',
    (text) => {
      expect(timeOf(text)).toBeUndefined();
    },
  );
});

describe('a day', () => {
  it.each([
    ['runs on the 12th', 'on:2026-10-12'],
    ['runs on the 25th', 'on:2026-09-25'],
    ['runs since the 14th', 'since:2026-10-14'],
    ['runs on oct 3rd', 'on:2026-10-03'],
    ['runs on the first of october', 'on:2026-10-01'],
    ['runs on 20.10.2026', 'on:2026-10-20'],
    ['Läufe am 20. Oktober', 'on:2026-10-20'],
    ['10月20日に失敗した巡回', 'on:2026-10-20'],
    ['10월 20일 실패한 임무', 'on:2026-10-20'],
    ['runs three days ago', 'on:2026-10-18'],
    ['fehlgeschlagene Läufe vor 2 Tagen', 'on:2026-10-19'],
    ['misiones fallidas hace 2 días', 'on:2026-10-19'],
    ['missions échouées il y a 2 jours', 'on:2026-10-19'],
    ['runs two nights ago', 'range:2026-10-19T18:00..2026-10-20T06:00'],
    ['runs last friday evening', 'range:2026-10-16T18:00..2026-10-16T22:00'],
    ['runs in september', 'last_month'],
    ['runs in august 2026', 'range:2026-08-01..2026-08-31'],
  ])('is read in "%s"', (text, time) => {
    expect(timeOf(text)).toBe(time);
  });

  it('is the coming one of what is planned', () => {
    expect(timeOf('what runs on monday', 'schedule_list')).toBe('on:2026-10-26');
    expect(timeOf("what's planned for the 12th", 'schedule_list')).toBe('on:2026-11-12');
    expect(timeOf('planned on january 5', 'schedule_list')).toBe('on:2027-01-05');
  });
});

describe('a stretch of time', () => {
  it.each([
    ['runs yday 1400-1800', 'range:2026-10-20T14:00..2026-10-20T18:00'],
    ['what went on btw 2 and 5 last nite', 'range:2026-10-21T02:00..2026-10-21T05:00'],
    ['runs last night between 10pm and 2am', 'range:2026-10-20T22:00..2026-10-21T02:00'],
    ['runs from 9 to 11', 'range:09:00..11:00'],
    ['failures between 1 and 5pm', 'range:13:00..17:00'],
    ['runs between 22:00 and midnight yesterday', 'range:2026-10-20T22:00..2026-10-21T00:00'],
    ['today, which missions ran between 9 and 12', 'range:2026-10-21T09:00..2026-10-21T12:00'],
    ['runs from 5 to 9 October', 'range:2026-10-05..2026-10-09'],
    ['runs october 12 to 14', 'range:2026-10-12..2026-10-14'],
    ['runs from 1. till 15. October', 'range:2026-10-01..2026-10-15'],
    ['runs between the 12th and the 14th', 'range:2026-10-12..2026-10-14'],
    ['runs on monday and tuesday', 'range:2026-10-19..2026-10-20'],
    ['runs from monday on', 'since:2026-10-19'],
    ['runs since 3 days', 'last:3d'],
    ['runs of the last fortnight', 'last:2w'],
    ['runs in the last half hour', 'last:30m'],
    ['what changed since i left at 14:00 yesterday', 'since:2026-10-20T14:00'],
    ['runs before noon today', 'range:2026-10-21T00:00..2026-10-21T12:00'],
    ['missions échouées de 9h à 11h', 'range:09:00..11:00'],
    ['9時から11時まで失敗した巡回', 'range:09:00..11:00'],
    ['昨日から失敗した巡回', 'since:2026-10-20'],
    ['nieudane misje od wczoraj', 'since:2026-10-20'],
  ])('is read in "%s"', (text, time) => {
    expect(timeOf(text)).toBe(time);
  });

  it('that is the weekend is the last one of what was, and the next one of what is planned', () => {
    expect(timeOf('what failed over the weekend')).toBe('range:2026-10-17..2026-10-18');
    expect(timeOf('what failed last weekend')).toBe('range:2026-10-17..2026-10-18');
    expect(timeOf('what is planned on the weekend', 'schedule_list')).toBe('this_weekend');
    expect(timeOf('what is planned this weekend', 'schedule_list')).toBe('this_weekend');
  });

  it('that has begun counts as the weekend on a Sunday', () => {
    const sunday = { ...CONTEXT, now: Date.parse('2026-10-18T10:00:00Z') };
    expect(slotsOf('run_list', 'what failed over the weekend', sunday)['time']).toBe('range:2026-10-17..2026-10-18');
  });

  it('does not begin where something only comes from a day', () => {
    expect(timeOf('runs from yesterday')).toBe('yesterday');
    expect(timeOf('Läufe von gestern')).toBe('yesterday');
  });

  it.each(['i have a tour in ten minutes, what failed', 'what failed, before my 5pm meeting please'])(
    'is not what only tells why it is asked: "%s"',
    (text) => {
      expect(timeOf(text)).toBeUndefined();
    },
  );
});

describe('two times', () => {
  it.each([
    ['is this week better than last week', 'this_week', 'last_week'],
    ['yesterday was terrible, is today any better', 'today', 'yesterday'],
    ['failures this month against last', 'this_month', 'last_month'],
    ['difference in failures between today and monday', 'today', 'on:2026-10-19'],
    ['week over week comparison of the runs', 'this_week', 'last_week'],
    ['more failures than yesterday', undefined, 'yesterday'],
  ])('are told apart in "%s"', (text, time, vs) => {
    const slots = slotsOf('run_compare', text);
    expect([slots['time'], slots['vs']]).toEqual([time, vs]);
  });

  it('are not seen where two robots are compared in one', () => {
    expect(slotsOf('run_compare', 'rex vs daisy this week')).toMatchObject({ time: 'this_week' });
    expect(slotsOf('run_compare', 'rex vs daisy this week')).not.toHaveProperty('vs');
  });
});

describe('an end', () => {
  it.each([
    ['mute it until 9', '2026-10-22T09:00'],
    ['mute it till 8pm', '2026-10-21T20:00'],
    ['mute it until wednesday', '2026-10-28'],
    ['mute it until the 30th', '2026-10-30'],
    ['mute it until the next round', 'next_run'],
    ['snooze till tomorrow morning', '2026-10-22T06:00'],
    ['bring it up again on thursday, mute it until then', '2026-10-22'],
  ])('is read in "%s"', (text, until) => {
    expect(slotsOf('alert_snooze', text)).toMatchObject({ until });
  });

  it.each([
    ['mute it for a week', '1w'],
    ['mute it for half an hour', '30m'],
    ['mute it for an hour and a half', '90m'],
    ['mute it for the next 3 hours', '3h'],
    ['it goes off every 10 minutes, mute it for 2 days', '2d'],
  ])('may be told by how long: "%s"', (text, duration) => {
    expect(slotsOf('alert_snooze', text)).toMatchObject({ duration });
  });
});

describe('a timetable', () => {
  it.each([
    ['summary mon-fri 0645', { at: '06:45', days: 'mon-fri' }],
    ['summary on weekends at 10', { at: '10:00', days: 'sat-sun' }],
    ['summary at 6 every day except weekends', { at: '06:00', days: 'mon-fri' }],
    ['fleet summary at 18:00 mon, wed and fri', { at: '18:00', days: 'mon,wed,fri' }],
    ['summary 15 6 * * 1-5 to #ops', { cron: '15 6 * * 1-5' }],
    ['daily 6am summary, not on French public holidays', { at: '06:00', days: 'daily', holidays: 'FR' }],
  ])('is read in "%s"', (text, slots) => {
    expect(slotsOf('summary_schedule', text)).toMatchObject(slots);
  });

  it.each([
    ['move the 7:00 summary to 8', { selector: '07:00', at: '08:00' }],
    ['change the report from 7 to 8', { selector: '07:00', at: '08:00' }],
    ['the summary has to be 6:00 not 7:00', { selector: '07:00', at: '06:00' }],
    ['summary 3 at 9 please', { selector: '3', at: '09:00' }],
    ['weekly summary on tuesdays, not mondays', { days: 'tue' }],
    ['postpone the weekly report from Monday to Tuesday', { days: 'tue' }],
  ])('is changed by "%s"', (text, slots) => {
    expect(slotsOf('summary_update', text)).toMatchObject(slots);
  });

  it('says nothing of a daily summary that exists', () => {
    expect(slotsOf('summary_cancel', 'cancel the daily summary')).not.toHaveProperty('days');
  });

  it.each([
    ['no pings 10pm-6am', { time: 'range:22:00..06:00' }],
    ['dnd 18-8', { time: 'range:18:00..08:00' }],
    ['nothing before 6:30 or after 21:00 please', { time: 'range:21:00..06:30' }],
    ['quiet from 22 to 6 on weekdays', { time: 'range:22:00..06:00', days: 'mon-fri' }],
    ['quiet 20:00 to 07:00, send a digest at 07:00', { time: 'range:20:00..07:00', rest: 'digest@07:00' }],
  ])('of silence is read in "%s"', (text, slots) => {
    expect(slotsOf('quiet_hours', text)).toMatchObject(slots);
  });
});

describe('an age', () => {
  it('is told from the time of what is over', () => {
    expect(slotsOf('wo_list', 'orders older than 3 days')).toMatchObject({ min_age: '3d' });
    expect(slotsOf('wo_list', 'orders that have not moved in the last 24 hours')).toMatchObject({ min_age: '24h' });
    expect(slotsOf('wo_list', 'orders closed in the last 2 days')).toMatchObject({ time: 'last:2d' });
    expect(slotsOf('wo_list', 'orders closed in the last 2 days')).not.toHaveProperty('min_age');
  });
});

import { splitWords } from '../../src/core/words.ts';
import { requestLine } from '../../src/subscriptions/request-line.ts';
import { isRequestWord, readRequest } from '../../src/subscriptions/request-words.ts';
import { findZone, nearestZones } from '../../src/subscriptions/zone-names.ts';

const ALL = [1, 2, 3, 4, 5, 6, 7];
const WORKING = [1, 2, 3, 4, 5];
const read = (words: string) => readRequest(splitWords(words));

test.each([
  ['daily 07:00', { days: ALL, times: ['07:00'] }],
  ['daily at 7:00', { days: ALL, times: ['07:00'] }],
  ['every day at 7am', { days: ALL, times: ['07:00'] }],
  ['everyday 7 AM', { days: ALL, times: ['07:00'] }],
  ['07.30 daily', { days: ALL, times: ['07:30'] }],
  ['0730', { times: ['07:30'] }],
  ['at 7', { times: ['07:00'] }],
  ['daily 7', { days: ALL, times: ['07:00'] }],
  ['mon 7, 19', { days: [1], times: ['07:00', '19:00'] }],
  ['8', { times: ['08:00'] }],
  ['daily quickly 7', { days: ALL, wrong: ['quickly', '7'] }],
  ['19h30 daily', { days: ALL, times: ['19:30'] }],
  ['12am daily', { days: ALL, times: ['00:00'] }],
  ['12pm daily', { days: ALL, times: ['12:00'] }],
  ['noon and midnight', { times: ['00:00', '12:00'] }],
  ['at 6, 14 and 22', { times: ['06:00', '14:00', '22:00'] }],
  ['06:00,14:00,22:00', { times: ['06:00', '14:00', '22:00'] }],
  ['22:00, 06:00 and 06:00', { times: ['06:00', '22:00'] }],
  ['daily 07:00 mon-fri', { days: WORKING, times: ['07:00'] }],
  ['weekdays 07:00', { days: WORKING, times: ['07:00'] }],
  ['on weekends at 09:00', { days: [6, 7], times: ['09:00'] }],
  ['Mon,Wed,Fri 07:00', { days: [1, 3, 5], times: ['07:00'] }],
  ['monday, wednesday and friday at 7:15pm', { days: [1, 3, 5], times: ['19:15'] }],
  ['tuesdays 08:00', { days: [2], times: ['08:00'] }],
  ['monday to thursday 08:00', { days: [1, 2, 3, 4], times: ['08:00'] }],
  ['fri-mon 08:00', { days: [1, 5, 6, 7], times: ['08:00'] }],
  ['mon–wed,sat 08:00', { days: [1, 2, 3, 6], times: ['08:00'] }],
  ['weekly mon 08:00', { days: [1], isWeekly: true, times: ['08:00'] }],
  ['every week on monday at 8', { days: [1], isWeekly: true, times: ['08:00'] }],
  ['daily 07:00 in Europe/Berlin', { days: ALL, times: ['07:00'], zone: 'Europe/Berlin' }],
  ['in berlin daily 07:00', { days: ALL, times: ['07:00'], zone: 'berlin' }],
  ['in New York at 7', { times: ['07:00'], zone: 'New York' }],
  ['07:00 in Port of Spain mon', { days: [1], times: ['07:00'], zone: 'Port of Spain' }],
  ['07:00 UTC', { times: ['07:00'], zone: 'utc' }],
  ['07:00 PST', { times: ['07:00'], zone: 'pst' }],
  ['07:00 eastern time mon', { days: [1], times: ['07:00'], zone: 'eastern' }],
  ['07:00 america/new_york', { times: ['07:00'], zone: 'america/new_york' }],
  ['07:00 in Atlantis robots Rex', { times: ['07:00'], zone: 'Atlantis', robots: ['Rex'] }],
  ['07:00 robots Rex, Daisy', { times: ['07:00'], robots: ['Rex', 'Daisy'] }],
  ['07:00 robots Rex,Daisy in Berlin', { times: ['07:00'], zone: 'Berlin', robots: ['Rex', 'Daisy'] }],
  ['robots Rex and Old Tom daily 07:00', { days: ALL, times: ['07:00'], robots: ['Rex', 'Old Tom'] }],
  ['robots Spot 2, Rex at 07:00', { times: ['07:00'], robots: ['Spot 2', 'Rex'] }],
  ['07:00 robots "Monday" “Here”', { times: ['07:00'], robots: ['Monday', 'Here'] }],
  ['07:00 for robot Rex only', { times: ['07:00'], robots: ['Rex'] }],
  ['07:00 robots all', { times: ['07:00'], robots: [] }],
  ['07:00 site north hall skip if empty', { times: ['07:00'], site: 'north hall', skipEmpty: true }],
  ['skip if empty daily 07:00', { days: ALL, times: ['07:00'], skipEmpty: true }],
  ['07:00 skip empty here', { times: ['07:00'], skipEmpty: true, place: 'here' }],
  ['07:00 also if empty', { times: ['07:00'], skipEmpty: false }],
  ['daily 07:00 #robots', { days: ALL, times: ['07:00'], place: { channel: 'robots' } }],
  ['daily 07:00 in #robots in Berlin', { days: ALL, times: ['07:00'], zone: 'Berlin', place: { channel: 'robots' } }],
  ['me the fleet summary daily at 7', { summary: 'fleet', days: ALL, times: ['07:00'], place: 'me' }],
  ['shift', { summary: 'shift' }],
  ['shift 06:00,14:00', { summary: 'shift', times: ['06:00', '14:00'] }],
  [
    'the shift hand-over weekdays 14:00 #floor',
    { summary: 'shift', days: WORKING, times: ['14:00'], place: { channel: 'floor' } },
  ],
  ['handover in Berlin at 14', { summary: 'shift', times: ['14:00'], zone: 'Berlin' }],
  ['floor summary daily 07:00', { summary: 'fleet', days: ALL, times: ['07:00'] }],
  ['robots "Shift 2" 07:00', { times: ['07:00'], robots: ['Shift 2'] }],
  ['daily 7:65', { days: ALL, wrong: ['7:65'] }],
  ['daily 07:00 quickly', { days: ALL, times: ['07:00'], wrong: ['quickly'] }],
  ['', {}],
])('"%s" is read', (words, expected) => {
  expect(read(words)).toEqual({ isWeekly: false, times: [], wrong: [], ...expected });
});

test('a line made of what was read is read as the same', () => {
  for (const words of [
    'daily 06:00,14:00 in Europe/Berlin robots "Old Tom", Rex skip if empty me',
    'weekly mon 08:00 site north also if empty #robots',
    'mon,wed,fri 07:00 in America/New_York robots all here',
    'shift mon-fri 06:00,14:00 in Europe/Berlin skip if empty #floor',
  ]) {
    const once = read(words);
    const { isWeekly, wrong, ...parts } = once;
    expect(wrong).toEqual([]);
    expect(read(requestLine('', parts))).toEqual(once);
  }
});

test('an ID is told from the words of a subscription', () => {
  expect(['k4m7', 'abcd', 'rex'].filter(isRequestWord)).toEqual([]);
  const words = ['here', '7am', '27pm', '2345', 'mon-fri', 'skip', 'even', '#robots', 'in'];
  expect(words.filter(isRequestWord)).toEqual(words);
});

test.each([
  ['europe/berlin', 'Europe/Berlin'],
  ['Berlin', 'Europe/Berlin'],
  ['new york', 'America/New_York'],
  ['sao paulo', 'America/Sao_Paulo'],
  ['Kolkata', 'Asia/Kolkata'],
  ['asia/ho_chi_minh', 'Asia/Ho_Chi_Minh'],
  ['US/Eastern', 'US/Eastern'],
  ['utc', 'UTC'],
  ['Atlantis', undefined],
  ['+02:00', undefined],
  ['EST', undefined],
  ['', undefined],
])('the zone "%s" is %s', (written, zone) => {
  expect(findZone(written)).toBe(zone);
});

test('the nearest zones are found by their cities', () => {
  expect(nearestZones('Berln')).toContain('Europe/Berlin');
  expect(nearestZones('Europe/Berln')[0]).toBe('Europe/Berlin');
});

test('what is said for a zone leads to it, and a city without a zone of its name to none', () => {
  expect(nearestZones('Pacific')).toEqual(['America/Los_Angeles']);
  expect(['Boston', 'Munich', 'UTC+2'].flatMap(nearestZones)).toEqual([]);
});

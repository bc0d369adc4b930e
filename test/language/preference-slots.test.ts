import { slotsSaid } from './slots-said.ts';

const preferences = (sentence: string) => slotsSaid('prefs_set', sentence, 'lang', 'tz', 'unit_system', 'clock');

describe('what a reader prefers', () => {
  it.each([
    ['please answer in Polish, not English', { lang: 'pl' }],
    ['my english is bad, please write dutch', { lang: 'nl' }],
    ['parle-moi en français', { lang: 'fr' }],
    ['日本語で答えて', { lang: 'ja' }],
    ['lang de', { lang: 'de' }],
    ['I want miles, not kilometres', { unit_system: 'imperial' }],
    ['feet instead of meters please', { unit_system: 'imperial' }],
    ['use celsius please', { unit_system: 'metric' }],
    ['use the 24 hour clock', { clock: '24h' }],
    ['am/pm please', { clock: '12h' }],
    ['write 17:00 not 5pm', { clock: '24h' }],
    ['I am in Singapore now', { tz: 'Asia/Singapore' }],
    ['my time zone is CET', { tz: 'Europe/Berlin' }],
    ["i'm in new york now", { tz: 'America/New_York' }],
  ])('is what is meant and not what is refused: %s', (sentence, meant) => {
    expect(preferences(sentence)).toEqual(meant);
  });

  it('is no zone where a city is another word', () => {
    expect(slotsSaid('summary_schedule', 'i want to wake up to a summary at 6 daily', 'tz')).toEqual({});
  });

  it('is no language where holidays of a country are left out', () => {
    expect(slotsSaid('summary_schedule', 'daily summary at 7, not on German public holidays', 'lang')).toEqual({});
    expect(slotsSaid('summary_schedule', 'daily summary at 7 in German', 'lang')).toEqual({ lang: 'de' });
  });
});

import { slotsSaid } from './slots-said.ts';

const timeOf = (intent: string, text: string): unknown => slotsSaid(intent, text, 'time')['time'];

describe('the time a question is about', () => {
  it.each([
    ['run_last', 'hi its the 6am cleaner, has the boiler room round finished?'],
    ['run_last', 'my four o clock is waiting, did the perimeter patrol finish?'],
    ['fleet_status', 'customer tour at five, are the robots fine?'],
    ['fleet_status', 'quick one before i start my shift, are the robots fine?'],
    ['schedule_next', 'im new on nights, when does Rex start?'],
    ['problem_summary', 'hope you had a good night, any problems?'],
    ['problem_summary', 'any problems, ive got 2 minutes'],
  ])('is none that only tells why somebody asks: %s, "%s"', (intent, text) => {
    expect(timeOf(intent, text)).toBeUndefined();
  });

  it.each([
    ['run_last', 'did the 6am perimeter patrol finish?', 'at:06:00'],
    ['fleet_status', 'are the robots fine today?', 'today'],
    ['schedule_next', 'which robot starts first tomorrow?', 'tomorrow'],
    ['problem_summary', 'any problems last night?', 'last_night'],
    ['problem_summary', 'any problems in the last 2 minutes?', 'last:2m'],
    ['run_list', 'runs of my robots today', 'today'],
  ])('is the one that is asked for: %s, "%s"', (intent, text, time) => {
    expect(timeOf(intent, text)).toBe(time);
  });

  it('is not the one that is refused', () => {
    expect(timeOf('summary_now', 'i need the report now, not on monday')).toBeUndefined();
    expect(timeOf('run_list', 'runs that did not finish on monday')).toBe('on:2026-10-19');
  });

  it('may be counted in words', () => {
    expect(timeOf('run_list', 'what failed in the last thirty days')).toBe('last:30d');
    expect(timeOf('run_list', 'what failed in the last forty-five minutes')).toBe('last:45m');
  });

  it('is the day where hours stand in a sentence before it', () => {
    expect(timeOf('events_list', 'Rex fell at noon. Show me the actions of Rex today')).toBe('today');
    expect(timeOf('events_list', 'Show me the actions of Rex today at noon')).toBe('at:2026-10-21T12:00');
  });

  it('begins with a week, a month or a shift', () => {
    expect(timeOf('run_list', 'runs since begin of the week')).toBe('this_week');
    expect(timeOf('run_list', 'runs since the start of last week')).toBe('since:2026-10-12');
    expect(timeOf('run_list', 'runs since the first of the month')).toBe('since:2026-10-01');
    expect(timeOf('run_list', 'runs since the shift started')).toBe('shift:current');
  });

  it('may be written in figures, and is the nearer of two dates', () => {
    expect(timeOf('run_list', 'runs from 10/12 to 10/16')).toBe('range:2026-10-12..2026-10-16');
    expect(timeOf('run_list', 'runs since 13/10')).toBe('since:2026-10-13');
    expect(timeOf('run_list', 'how did 1/2 of the runs go')).toBeUndefined();
  });

  it('is a shift in a handover', () => {
    expect(timeOf('shift_handover', 'handover note for days please')).toBe('shift:day');
    expect(timeOf('shift_handover', 'night handover')).toBe('shift:night');
    expect(timeOf('shift_handover', 'handover for the last two days')).toBe('last:2d');
  });

  it('is a day where the clocks change', () => {
    expect(timeOf('schedule_explain', 'clocks go back on sunday at 3, does the patrol run twice')).toBe(
      'on:2026-10-25',
    );
    expect(timeOf('schedule_explain', 'why did no patrol start sunday at 3')).toBe('at:2026-10-18T03:00');
  });

  it('has no hours where something is measured, and no end behind "through on"', () => {
    expect(slotsSaid('reading_compare', 'line 12 was at 6 bar yesterday, more than now?', 'vs')).toEqual({
      vs: 'yesterday',
    });
    expect(slotsSaid('reading_compare', 'line 12 yesterday at 6, more than now?', 'vs')).toEqual({
      vs: 'at:2026-10-20T06:00',
    });
    expect(timeOf('run_list', 'was there a run through on sunday?')).toBe('on:2026-10-18');
  });

  it('may be tonight for silence, but not the days of every week', () => {
    expect(slotsSaid('quiet_hours', 'do not disturb me tonight', 'time', 'days')).toEqual({ time: 'tonight' });
    expect(slotsSaid('quiet_hours', 'do not disturb me on saturdays', 'time', 'days')).toEqual({ days: 'sat' });
  });
});

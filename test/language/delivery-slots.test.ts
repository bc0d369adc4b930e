import { slotsSaid } from './slots-said.ts';

const places = (intent: string, sentence: string) => slotsSaid(intent, sentence, 'target', 'channel');

describe('where something goes', () => {
  it('is the asker for notices, unless somebody else or only a rule is named', () => {
    expect(places('subscribe', "I'd like to be told when Rex is done")).toEqual({ target: 'me' });
    expect(places('subscribe', 'tell @karl when Rex is done')).toEqual({ target: '@karl' });
    expect(places('subscribe', 'add an alert rule: Boiler 1 above 6 bar')).toEqual({});
  });

  it('is the asker for what he wants no longer, but not for a subscription as such', () => {
    expect(places('unsubscribe', 'I no longer want to hear about Rex')).toEqual({ target: 'me' });
    expect(places('unsubscribe', 'cancel my subscription to Thermal Sweep B')).toEqual({});
  });

  it('is not the asker who wants to see something', () => {
    expect(places('summary_now', 'let me see the summary')).toEqual({});
    expect(places('summary_now', 'DM me the summary')).toEqual({ target: 'me' });
    expect(places('shift_handover', 'sort me out a handover')).toEqual({});
  });

  it('tells an existing summary by its channel', () => {
    expect(places('summary_cancel', 'delete the weekly summary in #quality')).toEqual({ channel: '#quality' });
    expect(places('summary_update', 'move the summary from #ops to #production')).toEqual({
      channel: '#ops',
      target: '#production',
    });
    expect(places('summary_update', 'the summary in #ops should come at 9')).toEqual({ channel: '#ops' });
  });
});

describe('the kind of a summary', () => {
  it.each([
    ['summary_schedule', 'a shift summary at 14:00 daily', { kind: 'shift' }],
    ['summary_now', 'summary of the last night shift', {}],
    ['summary_now', 'produce a shift report', { kind: 'shift' }],
    ['summary_schedule', 'a failures only report at 6', { kind: 'failures' }],
    ['summary_explain', 'why did summary 4 fail to post', {}],
    ['summary_schedule', 'the fleet summary every monday at 8', { kind: 'fleet' }],
    ['summary_schedule', 'sum things up at 6', {}],
  ])('stands beside it, for %s: %s', (intent, sentence, kind) => {
    expect(slotsSaid(intent, sentence, 'kind')).toEqual(kind);
  });
});

describe('the form of a summary', () => {
  it('leaves out what is empty, unless it shall come even then', () => {
    const skips = (sentence: string) => slotsSaid('summary_schedule', sentence, 'skip_if_empty');
    expect(skips('daily summary at 7, but not when there is nothing to report')).toEqual({ skip_if_empty: true });
    expect(skips('daily summary at 7, even with nothing to report')).toEqual({ skip_if_empty: false });
    expect(skips('daily summary at 7')).toEqual({});
  });

  it('has images, is a draft, a table, a file or a chart', () => {
    expect(slotsSaid('summary_schedule', 'daily summary at 7 with photos', 'include')).toEqual({ include: 'images' });
    expect(slotsSaid('summary_now', 'just a draft of the summary', 'dry_run')).toEqual({ dry_run: true });
    expect(slotsSaid('run_list', 'runs of today in a table', 'format')).toEqual({ format: 'table' });
    expect(slotsSaid('run_list', 'export the runs of today', 'format')).toEqual({ format: 'csv' });
    expect(slotsSaid('reading_trend', 'plot the temperature of motor m-4', 'format')).toEqual({ format: 'chart' });
    expect(slotsSaid('run_list', 'runs of today', 'format')).toEqual({});
  });
});

import { slotsSaid } from './slots-said.ts';

describe('the outcome', () => {
  it('chooses the last run only where it stands before it, behind "last" or "when"', () => {
    expect(slotsSaid('run_last', 'when was the last successful patrol', 'outcome')).toEqual({ outcome: 'success' });
    expect(slotsSaid('run_last', 'when did Daisy last fail', 'outcome')).toEqual({ outcome: 'failed' });
    expect(slotsSaid('run_last', 'the last run that was skipped', 'outcome')).toEqual({ outcome: 'skipped' });
    expect(slotsSaid('run_last', 'did the last patrol fail', 'outcome')).toEqual({});
    expect(slotsSaid('run_last', 'did the patrol go ok', 'outcome')).toEqual({});
    expect(slotsSaid('run_last', 'did the last one go well', 'outcome')).toEqual({});
    expect(slotsSaid('run_last', 'did we make it through the patrol', 'outcome')).toEqual({});
  });

  it('is the contrary of what is denied', () => {
    expect(slotsSaid('run_list', 'runs that were not successful yesterday', 'outcome')).toEqual({ outcome: 'failed' });
    expect(slotsSaid('run_list', 'successful runs yesterday', 'outcome')).toEqual({ outcome: 'success' });
  });

  it('is no courtesy', () => {
    expect(slotsSaid('run_list', 'good Perimeter Patrol runs', 'outcome')).toEqual({ outcome: 'success' });
    expect(slotsSaid('run_list', 'fine, show me the runs of today', 'outcome')).toEqual({});
  });

  it('of an action is failed where it could not be done, and skipped where it was missed', () => {
    expect(slotsSaid('events_list', 'which gauges could Rex not read today', 'outcome')).toEqual({ outcome: 'failed' });
    expect(slotsSaid('events_list', 'points missed on the patrol today', 'outcome')).toEqual({ outcome: 'skipped' });
    expect(slotsSaid('run_list', 'runs missed today', 'outcome')).toEqual({ outcome: 'dispatch_failed' });
    expect(slotsSaid('events_list', 'which gauges did Rex read today', 'outcome')).toEqual({});
  });

  it('is told by "fine" behind what is done', () => {
    expect(slotsSaid('run_list', 'everything that completed fine today', 'outcome')).toEqual({ outcome: 'success' });
  });

  it('is no filter where it is what is counted', () => {
    expect(slotsSaid('run_stats', 'how many runs failed', 'outcome')).toEqual({});
    expect(slotsSaid('run_stats', 'share of runs that succeeded', 'outcome')).toEqual({});
    expect(slotsSaid('run_stats', 'how many runs were stopped by hand', 'outcome')).toEqual({ outcome: 'stopped' });
  });
});

describe('the state', () => {
  it.each([
    ['robot_list', 'which robots are not connected', 'offline'],
    ['robot_list', "who's on the charger", 'charging'],
    ['robot_list', 'who is sitting on its dock', 'docked'],
    ['station_list', 'which stations are not running', 'idle'],
    ['station_list', 'any station on pause?', 'paused'],
    ['station_list', 'which stations are working now', 'running'],
    ['schedule_list', 'which schedules are paused', 'paused'],
    ['cross_link', 'alerts near paused stations', 'paused'],
  ])('is one that %s knows: %s', (intent, sentence, state) => {
    expect(slotsSaid(intent, sentence, 'state')).toEqual({ state });
  });

  it('is none of something else', () => {
    expect(slotsSaid('schedule_list', 'what will Rex be running tomorrow', 'state')).toEqual({});
    expect(slotsSaid('cross_link', 'is the paused order near a finding', 'state')).toEqual({});
    expect(slotsSaid('robot_list', 'robots that are not charging', 'state')).toEqual({});
  });
});

describe('other choices', () => {
  it('take orders as open that are not done', () => {
    expect(slotsSaid('wo_list', 'orders that are not done yet', 'wo_status')).toEqual({ wo_status: 'open' });
    expect(slotsSaid('wo_list', 'how many orders did we close today', 'wo_status')).toEqual({ wo_status: 'closed' });
    expect(slotsSaid('cross_link', 'late orders near findings', 'wo_status')).toEqual({ wo_status: 'late' });
    expect(slotsSaid('cross_link', 'does the finding delay our orders', 'wo_status')).toEqual({});
  });

  it('take alerts as open that nobody closed', () => {
    expect(slotsSaid('anomaly_list', 'alerts that nobody closed', 'anomaly_status')).toEqual({
      anomaly_status: 'open',
    });
    expect(slotsSaid('anomaly_list', 'what did we close yesterday', 'anomaly_status')).toEqual({
      anomaly_status: 'closed',
    });
  });

  it('limit a list by a number beside its order', () => {
    expect(slotsSaid('run_list', 'the three most recent runs', 'limit')).toEqual({ limit: 3 });
    expect(slotsSaid('robot_battery', 'the 2 robots with the least battery', 'limit')).toEqual({ limit: 2 });
    expect(slotsSaid('run_list', 'runs of the last 3 days', 'limit')).toEqual({});
  });

  it('count runs back', () => {
    expect(slotsSaid('run_last', "Rex's run before last", 'offset')).toEqual({ offset: 1 });
    expect(slotsSaid('run_last', 'the run two before the latest', 'offset')).toEqual({ offset: 2 });
    expect(slotsSaid('run_last', 'the latest one by Scrappy', 'offset')).toEqual({});
  });

  it('name a kind of thing only where none is named itself', () => {
    expect(slotsSaid('reading_value', 'gauge readings of today', 'asset_type')).toEqual({ asset_type: 'gauge' });
    expect(slotsSaid('reading_value', 'what does gauge PG-14 say', 'asset_type')).toEqual({});
    expect(slotsSaid('reading_value', 'acoustic readings of today', 'asset_type')).toEqual({ asset_type: 'acoustic' });
    expect(slotsSaid('reading_value', 'how loud was it today', 'asset_type')).toEqual({});
  });

  it('silence a robot or a channel', () => {
    expect(slotsSaid('alert_snooze', 'mute the alerts of Rex', 'scope')).toEqual({ scope: 'robot' });
    expect(slotsSaid('alert_snooze', 'mute alerts in this channel', 'scope')).toEqual({ scope: 'channel' });
  });
});

describe('the way of measuring', () => {
  it('is told of alerts, where a leak is a kind of thing', () => {
    expect(slotsSaid('anomaly_list', 'acoustic findings today', 'modality', 'asset_type')).toEqual({
      modality: 'acoustic',
    });
    expect(slotsSaid('anomaly_list', 'leaks found today', 'modality', 'asset_type')).toEqual({ asset_type: 'leak' });
    expect(slotsSaid('anomaly_list', 'any alert today, the pump sounds funny', 'modality')).toEqual({});
  });
});

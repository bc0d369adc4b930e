import { slotsSaid } from './slots-said.ts';

const watched = (sentence: string, intent = 'subscribe') =>
  slotsSaid(intent, sentence, 'event', 'op', 'value', 'unit_of_value', 'severity_min', 'once');

describe('what somebody wants to hear about', () => {
  it.each([
    ['tell me when Rex is back', 'run_finished'],
    ['alert me about failed missions', 'run_failed'],
    ["let #ops know if a mission doesn't start", 'run_missed'],
    ['tell me about new anomalies', 'anomaly'],
    ['tell me if spot-01 gets stuck', 'run_failed'],
  ])('is an event: %s', (sentence, event) => {
    expect(watched(sentence)).toEqual({ event });
  });

  it('is none where an order or a rule is meant', () => {
    expect(watched('tell me when WO-4410927 is done')).toEqual({});
    expect(watched('remove the alert rule for Boiler 1', 'unsubscribe')).toEqual({});
    expect(watched('end my Daisy subscription', 'unsubscribe')).toEqual({});
  });

  it('is a threshold where a number is compared or has a unit', () => {
    expect(watched('warn me if motor m-4 gets hotter than 90 C')).toEqual({
      event: 'reading_over',
      op: '>',
      value: 90,
      unit_of_value: 'C',
    });
    expect(watched('tell @jana if pump P-9 exceeds 160F')).toEqual({
      event: 'reading_over',
      op: '>',
      value: 160,
      unit_of_value: 'F',
    });
    expect(watched('tell me if Boiler 2 falls below 2.5 bar')).toEqual({
      event: 'reading_over',
      op: '<',
      value: 2.5,
      unit_of_value: 'bar',
    });
  });

  it('is no threshold where the number is a time or a severity', () => {
    expect(watched('tell me if the Night Perimeter is more than 15 minutes late')).toEqual({ event: 'run_missed' });
    expect(watched('ping me about alerts of severity 4 and higher')).toEqual({ event: 'anomaly', severity_min: 4 });
  });

  it('comes once only where a single time is said', () => {
    expect(watched('just once: let me know when Daisy is back')).toEqual({ event: 'run_finished', once: true });
    expect(watched('let me know once Daisy is back')).toEqual({ event: 'run_finished' });
  });
});

describe('the severity of a list', () => {
  it('is the number beside the word', () => {
    expect(slotsSaid('anomaly_list', 'open alerts with severity 3 or higher', 'severity_min')).toEqual({
      severity_min: 3,
    });
    expect(slotsSaid('anomaly_list', 'only level 4 and upwards', 'severity_min')).toEqual({ severity_min: 4 });
    expect(slotsSaid('anomaly_list', 'the last 4 alerts', 'severity_min')).toEqual({});
  });
});

import { slotsSaid } from './slots-said.ts';

describe('what a robot shall do', () => {
  it.each([
    ['please halt all robots', 'halt'],
    ['I want every robot stopped this instant', 'stop'],
    ['could the Weekend Deep Scan be postponed a bit', 'postpone'],
    ['switch Rex off', 'switch off'],
    ['shut down Spot-02', 'shut down'],
    ['let Daisy take over the patrol', 'take over'],
    ['hit the emergency stop on Daisy', 'stop'],
    ['get Rex to sit', 'sit'],
    ['get Scrappy off the dock', 'get'],
    ['dock Rex', 'dock'],
    ['schick Rex bitte zurück ins Dock', 'send'],
    ['stopp Rex sofort', 'stop'],
  ])('is the first verb in its base form: %s', (sentence, action) => {
    expect(slotsSaid('control_request', sentence, 'action')).toEqual({ action });
  });
});

describe('a word that is no deed', () => {
  it('is the schedule of a mission, or "go" before what is to be done', () => {
    const schedule = 'need the Weekend Deep Scan schedule enabled again';
    expect(slotsSaid('control_request', schedule, 'action')).toEqual({ action: 'enable' });
    expect(slotsSaid('control_request', 'schedule another Thermal Sweep B', 'action')).toEqual({ action: 'schedule' });
    expect(slotsSaid('control_request', 'Rex go charge', 'action')).toEqual({ action: 'charge' });
    expect(slotsSaid('control_request', 'Rex shall go home', 'action')).toEqual({ action: 'go' });
  });
});

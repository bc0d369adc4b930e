import type { FloorWorld } from './floor-world.ts';

type Units = NonNullable<FloorWorld['units']>;
type Step = Units[number]['steps'][number];

const step = (name: string, seconds: number, averageSeconds: number, input?: Step['input']): Step => ({
  name,
  seconds,
  averageSeconds,
  ...(input !== undefined && { input }),
});

/** Products of the demo's plant; the sum of a unit's average step times is its average build time. */
export const UNITS: Units = [
  {
    name: '454-23-17',
    description: 'Hinge bracket, right hand',
    revision: 'REV 3',
    steps: [
      step('Scan serial', 20, 24, 'Unit Identifier'),
      step('Press bushings', 150, 171, 'Measurement'),
      step('Fit hinge pin', 180, 168),
      step('Torque bolts', 120, 190, 'Checkbox'),
      step('Final inspection', 90, 95, 'Inspector Verification'),
    ],
  },
  {
    name: '454-23-18',
    description: 'Hinge bracket, left hand',
    revision: 'REV 2',
    steps: [
      step('Scan serial', 20, 22, 'Unit Identifier'),
      step('Press bushings', 150, 149, 'Measurement'),
      step('Fit hinge pin', 180, 175),
      step('Final inspection', 90, 88, 'Inspector Verification'),
    ],
  },
  {
    name: 'PH-200',
    description: 'Pump housing',
    revision: 'REV 7',
    steps: [
      step('Pick castings', 60, 64, 'Material Verification'),
      step('Deburr', 240, 236),
      step('Fit seals', 150, 181, 'Checkbox'),
      step('Leak test', 300, 322, 'Measurement'),
      step('Label', 30, 28, 'Unit Identifier'),
    ],
  },
  {
    name: 'Gearbox G4',
    description: 'Two-stage gearbox',
    revision: 'REV 5',
    steps: [
      step('Scan serial', 20, 21, 'Unit Identifier'),
      step('Press bearings', 240, 266, 'Measurement'),
      step('Mesh gears', 420, 455),
      step('Shim backlash', 300, 388, 'Measurement'),
      step('Close housing', 180, 176, 'Checkbox'),
      step('Fill oil', 90, 92),
      step('Run-in test', 300, 300, 'Inspector Verification'),
    ],
  },
  {
    name: 'Control Panel CP-7',
    description: 'Wired control panel',
    revision: 'REV 1',
    steps: [
      step('Mount rails', 90, 97),
      step('Mount relays', 180, 169),
      step('Wire terminals', 480, 561, 'Checkbox'),
      step('Label wires', 120, 117),
      step('Continuity test', 150, 163, 'Measurement'),
      step('Scan serial', 20, 20, 'Unit Identifier'),
    ],
  },
  {
    name: 'Valve Block VB-3',
    description: 'Hydraulic valve block',
    revision: 'REV 4',
    steps: [
      step('Scan serial', 20, 23, 'Unit Identifier'),
      step('Fit cartridges', 240, 252),
      step('Torque plugs', 150, 149, 'Measurement'),
      step('Pressure test', 240, 261, 'Inspector Verification'),
    ],
  },
  {
    name: 'Cable Harness H-12',
    description: 'Twelve-way cable harness',
    revision: 'REV 9',
    steps: [
      step('Cut wires', 120, 118, 'Material Verification'),
      step('Crimp terminals', 240, 248),
      step('Lay on board', 150, 144),
      step('Bind', 90, 101),
      step('Continuity test', 60, 58, 'Checkbox'),
    ],
  },
  {
    name: 'Jig Service',
    description: 'Service of a welding jig',
    steps: [
      step('Clean', 300, 290),
      step('Replace tips', 420, 433, 'Checkbox'),
      step('Check alignment', 240, 255, 'Measurement'),
      step('Release', 60, 49, 'Inspector Verification'),
    ],
  },
];

const NAMES = [
  ['Maria', 'Oduya'],
  ['Tomas', 'Lindqvist'],
  ['Grace', 'Okafor'],
  ['Luis', 'Barrera'],
  ['Hannah', 'Weiss'],
  ['Priya', 'Raman'],
  ['Devon', 'Clarke'],
  ['Mei', 'Tanaka'],
  ['Andre', 'Fontaine'],
  ['Sofia', 'Marchetti'],
  ['Omar', 'Haddad'],
  ['Katie', 'Brennan'],
  ['Jonas', 'Petersen'],
  ['Ruth', 'Abebe'],
  ['Victor', 'Nowak'],
] as const;

/** So many invented people; from the sixteenth on the names come round with a number. The last of the first fifteen has left the rota. */
export function people(count: number): NonNullable<FloorWorld['users']> {
  return Array.from({ length: count }, (_, index) => {
    const [firstName, surname] = NAMES[index % NAMES.length] ?? NAMES[0];
    const round = Math.floor(index / NAMES.length);
    const lastName = round === 0 ? surname : `${surname} ${round + 1}`;
    const userName = `${firstName.charAt(0)}${surname}${round === 0 ? '' : round + 1}`.toLowerCase();
    return { id: 501 + index, firstName, lastName, userName, active: index !== 14 };
  });
}

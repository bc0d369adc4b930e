import type { CaptureKind } from '../entities.ts';

interface MissionSeed {
  readonly name: string;
  readonly docks: string[];
  readonly actions: {
    readonly name: string;
    readonly kind: CaptureKind;
    readonly seconds: number;
    readonly asset?: string;
  }[];
}

const numbered = (name: string, from: number, to: number, kind: CaptureKind, seconds: number): MissionSeed['actions'] =>
  Array.from({ length: to - from + 1 }, (_, index) => ({ name: `${name} ${from + index}`, kind, seconds }));

const gauge = (name: string, seconds: number): MissionSeed['actions'][number] => ({ name, kind: 'gauge', seconds });

/** The missions of the demo world. */
export const MISSIONS: MissionSeed[] = [
  {
    name: 'Boiler Room Round',
    docks: ['520'],
    actions: [
      gauge('Boiler 1 pressure', 120),
      gauge('Boiler 2 pressure', 110),
      { name: 'Feed pump A', kind: 'thermal', seconds: 120, asset: 'Pump A' },
      { name: 'Feed pump B', kind: 'thermal', seconds: 120, asset: 'Pump B' },
      { name: 'Feed pump A noise', kind: 'sound', seconds: 110, asset: 'Pump A' },
      ...numbered('Burner', 1, 2, 'thermal', 120),
      gauge('Gas line pressure', 110),
      { name: 'Condensate tank', kind: 'visual', seconds: 110 },
      { name: 'Valve V-11', kind: 'visual', seconds: 110, asset: 'Valve V-11' },
      { name: 'Valve V-12', kind: 'visual', seconds: 110, asset: 'Valve V-12' },
      { name: 'Floor drain', kind: 'visual', seconds: 110 },
    ],
  },
  {
    name: 'Perimeter Patrol',
    docks: ['521'],
    actions: [
      ...numbered('Gate', 1, 4, 'visual', 80),
      ...numbered('Fence post', 1, 18, 'visual', 75),
      { name: 'Motor M-4', kind: 'thermal', seconds: 90, asset: 'Motor M-4' },
      { name: 'Valve V-17', kind: 'gauge', seconds: 80, asset: 'Valve V-17' },
      ...numbered('Transformer', 1, 3, 'thermal', 90),
      ...numbered('Loading bay', 1, 4, 'visual', 80),
    ],
  },
  { name: 'Thermal Sweep A', docks: ['522'], actions: numbered('Cabinet', 1, 9, 'thermal', 110) },
  { name: 'Thermal Sweep B', docks: ['523'], actions: numbered('Panel', 3, 11, 'thermal', 110) },
  {
    name: 'Compressor Gauge Walk',
    docks: ['524'],
    actions: [
      ...numbered('Compressor', 1, 4, 'sound', 100),
      gauge('Line 1 #inlet', 90),
      gauge('Line 1 #outlet', 90),
      gauge('Line 2 #inlet', 90),
      gauge('Line 2 #outlet', 90),
      gauge('Receiver 80% mark', 90),
      gauge('Dryer dew point', 90),
    ],
  },
  {
    name: 'Night Perimeter',
    docks: ['525'],
    actions: [...numbered('Gate', 1, 4, 'thermal', 100), ...numbered('Corner', 1, 8, 'visual', 100)],
  },
  { name: 'Weekend Deep Scan', docks: ['523'], actions: numbered('Hall C bay', 1, 24, 'visual', 120) },
];

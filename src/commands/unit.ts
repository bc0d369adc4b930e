import { optional, present } from '../answers/optional.ts';
import { commandLine, nameWord } from '../answers/pages.ts';
import { count } from '../answers/quantities.ts';
import type { Unit } from '../clients/floor/floor-client.ts';
import { type Command, command } from '../core/command.ts';
import { UserError } from '../core/errors.ts';
import { choice, rest } from '../core/parameters.ts';
import { bold, button, inPlaceButton, type Text, text } from '../core/reply.ts';
import { findUnits } from '../floor/find-units.ts';
import { type FloorAnswer, floorReply } from '../floor/floor-reply.ts';
import type { Plant } from '../floor/plant.ts';
import { stepTime } from '../floor/step-time.ts';
import { sweepRemarks } from '../floor/sweep-remarks.ts';
import { type UnitAspect, unitLead } from '../floor/unit-lead.ts';
import { knownUnits, placeTable, queuedText, type UnitNow, unitsNow } from '../floor/unit-now.ts';
import { mostOverTarget, overTargetText, slowestStep, slowestText, stepTable } from '../floor/unit-steps.ts';
import { unitTable } from '../floor/unit-table.ts';

/** No list in one answer is longer. */
const MOST_ROWS = 20;
const MOST_BUTTONS = 3;

/** `unit NAME`: where a product is built now, what waits of it, how long it takes and at which step; several, one row each. */
export function unit({ floor }: Plant): Command {
  return command({
    name: 'unit',
    summary: 'a unit, which is a product: where it is built now, how long it takes on average, its slowest step',
    parameters: {
      aspect: choice(
        'where, time or steps',
        '`where` it is built now; `time`, its average build time; `steps`, all of them and the slowest',
        {
          where: 'where',
          time: 'time',
          steps: 'steps',
        },
      ),
      name: {
        ...rest('NAME', 'the product or a part of its name, for example `unit 454-23-17`; not a serial number', [
          'the',
          'of',
          'unit',
        ]),
        usage: 'NAME',
      },
    },
    examples: ['unit Gearbox G4', 'unit time Gearbox G4', 'unit steps Gearbox G4'],
    shared: true,
    async run({ name, aspect }, { now }) {
      if (name === undefined)
        throw new UserError('A unit is missing: write the name of a product, for example `unit 454-23-17`.');
      const [sweep, list] = await Promise.all([floor.sweep(), optional(floor.units())]);
      const known = knownUnits(list?.value.items ?? [], sweep.value);
      const found = unitsNow(findUnits(name, known), sweep.value);
      const [only, ...others] = found;
      const told =
        only !== undefined && others.length === 0
          ? oneUnit(only, aspect, { known, isAllRead: sweep.value.unread.length === 0 })
          : severalUnits(found, name, aspect);
      return floorReply({
        floor,
        now,
        facts: [sweep],
        background: present([list]),
        ...told,
        remarks: [
          ...told.remarks,
          ...(list === undefined
            ? [['the list of units could not be read: build times and steps are not reported']]
            : []),
          ...sweepRemarks(sweep.value),
        ],
      });
    },
  });
}

type Told = Required<Pick<FloorAnswer, 'blocks' | 'remarks' | 'next'>>;

/** Where it is built is told first anyway, and behind a command "where" would begin a sentence. */
const lineOf = (aspect: UnitAspect | undefined, name: string): string =>
  commandLine('unit', aspect === 'where' ? undefined : aspect, nameWord(name));

function oneUnit(
  now: UnitNow,
  aspect: UnitAspect | undefined,
  { known, isAllRead }: { readonly known: readonly Unit[]; readonly isAllRead: boolean },
): Told {
  const { unit: product, places } = now;
  const { name, steps } = product;
  const shown = places.slice(0, MOST_ROWS);
  const listed = aspect === 'steps' ? steps.slice(0, MOST_ROWS) : [];
  const isCut = shown.length < places.length || (aspect === 'steps' && listed.length < steps.length);
  const orders = [...new Set(places.map(({ order }) => order.number))];
  return {
    blocks: [
      text(bold(unitLead(now, aspect ?? 'where', isAllRead))),
      ...(listed.length > 0 ? [stepTable(listed)] : []),
      ...(shown.length > 0 ? [placeTable(shown, product, known)] : []),
      { kind: 'fields', fields: unitFields(now) },
    ],
    remarks: isCut ? [[`only ${MOST_ROWS} rows of a table are shown`]] : [],
    next: [
      inPlaceButton('Refresh', lineOf(aspect, name)),
      ...orders.slice(0, MOST_BUTTONS).map((number) => button(number, commandLine('order', nameWord(number)))),
      ...(aspect === 'steps' ? [] : [button('Steps', lineOf('steps', name))]),
      button('Its orders', commandLine('orders', nameWord(name))),
    ],
  };
}

function unitFields({ unit: product, queued }: UnitNow): readonly { readonly label: string; readonly value: Text }[] {
  const { description, revision, avgBuildSeconds } = product;
  const slowest = slowestStep(product);
  const over = mostOverTarget(product);
  return [
    { label: 'Queued', value: [queuedText(queued)] },
    {
      label: 'Average build time',
      value: [avgBuildSeconds === undefined ? 'not reported' : stepTime(avgBuildSeconds)],
    },
    { label: 'Slowest step', value: [slowest === undefined ? 'not reported' : slowestText(slowest)] },
    ...(over === undefined
      ? []
      : [{ label: 'Most over its target', value: [`${over.name}, ${overTargetText(over)}`] }]),
    { label: 'Revision', value: [revision ?? 'not reported'] },
    ...(description === undefined ? [] : [{ label: 'Description', value: [description] }]),
  ];
}

function severalUnits(found: readonly UnitNow[], name: string, aspect: UnitAspect | undefined): Told {
  const shown = found.slice(0, MOST_ROWS);
  const building = found.filter(({ places }) => places.length > 0).length;
  return {
    blocks: [
      text(bold(`${count(found.length, 'unit')} fit "${name}": ${building === 0 ? 'none' : building} in progress now`)),
      unitTable(shown),
    ],
    remarks: shown.length < found.length ? [[`the first ${shown.length} are shown`]] : [],
    next: [
      inPlaceButton('Refresh', lineOf(aspect, name)),
      ...shown.slice(0, MOST_BUTTONS).map((each) => button(each.unit.name, lineOf(aspect, each.unit.name))),
    ],
  };
}

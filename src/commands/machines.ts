import { optional, present } from '../answers/optional.ts';
import { commandLine, nameWord, pageButtons, pageOf } from '../answers/pages.ts';
import type { Machine, Station } from '../clients/floor/floor-client.ts';
import { type Command, command } from '../core/command.ts';
import { choice, page, rest } from '../core/parameters.ts';
import { button, inPlaceButton, type Text, text } from '../core/reply.ts';
import { findEquipment } from '../floor/find-equipment.ts';
import { floorReply } from '../floor/floor-reply.ts';
import { downtimeOf, type MachineFigures, machineFigures } from '../floor/machine-figures.ts';
import { machineHeadline } from '../floor/machine-headline.ts';
import { downRemark, isDown } from '../floor/machine-status.ts';
import { machineTable, stationOf } from '../floor/machine-table.ts';
import type { Plant } from '../floor/plant.ts';
import { clockRemark, pastOf, plantTime } from '../floor/plant-time.ts';
import { skippedRemark } from '../floor/sweep-remarks.ts';

const PAGE_SIZE = 20;
const NOISE = ['machine', 'machines', 'the', 'all', 'at', 'of', 'are', 'is', 'now'];

/** `machines`: what machines do, by the server's own words; with a time, how long they did what and how often they stopped. */
export function machines(plant: Plant): Command {
  const { floor } = plant;
  return command({
    name: 'machines',
    summary: 'machines and what they do now; with a time, how long they were down and how often they stopped',
    parameters: {
      only: choice('down', '`down` for those that do not work', { down: 'down' }),
      time: plantTime(plant),
      page,
      name: rest('name', 'a machine, or the station or work area where it stands', NOISE),
    },
    examples: ['machines', 'machines down', 'machines today', 'machines down this week'],
    shared: true,
    async run({ only, time, page: number, name }, { now }) {
      const [list, stations, figures] = await Promise.all([
        floor.machines(),
        optional(floor.stations()),
        time && machineFigures(floor, pastOf(time, now)),
      ]);
      const places = stations?.value.items ?? [];
      const named = name === undefined ? list.value.items : machinesOf(name, list.value.items, places);
      const onlyDown = only === 'down';
      const chosen = chooseMachines(named, onlyDown, figures);
      const shown = pageOf(chosen, number, PAGE_SIZE);
      const line = commandLine('machines', only, time?.label, nameWord(name));
      const question = {
        onlyDown,
        ...(name !== undefined && { name }),
        ...(time && { span: time.label }),
        ...(figures && { figures }),
      };
      return floorReply({
        floor,
        now,
        facts: [list, ...(figures?.facts ?? [])],
        background: present([stations]),
        blocks: [
          text(...machineHeadline(named, chosen, question, `Scout ${floor.site.name}`)),
          ...(shown.items.length > 0 ? [machineTable(shown.items, places, figures)] : []),
        ],
        remarks: [
          ...(figures === undefined ? untoldRemark(named, onlyDown) : missingRemark(figures)),
          ...(onlyDown || figures !== undefined || named.some(({ status }) => isDown(status))
            ? downRemark(statusesOf(named, figures))
            : []),
          ...clockRemark(plant, time),
          ...skippedRemark(list.value.skipped + (figures?.skipped ?? 0)),
        ],
        next: [
          ...pageButtons(line, shown, PAGE_SIZE),
          inPlaceButton('Refresh', commandLine(line, number === 1 ? undefined : `page ${number}`)),
          onlyDown
            ? button('All machines', commandLine('machines', time?.label))
            : button('Down', commandLine('machines down', time?.label)),
          ...(time === undefined ? [button('Today', commandLine('machines', only, 'today', nameWord(name)))] : []),
          button('Maintenance', commandLine('maintenance', nameWord(name))),
        ],
      });
    },
  });
}

/** The machines that a name means, by their own or by that of the place. Throws UserError where nothing bears it. */
function machinesOf(name: string, machines: readonly Machine[], stations: readonly Station[]): readonly Machine[] {
  const isMeant = findEquipment(name, { machines: machines.map((each) => each.name), stations }, 'machines');
  return machines.filter((machine) => {
    const station = stationOf(machine, stations);
    return isMeant({ machine: machine.name, ...(station !== undefined && { station }) });
  });
}

/** Those that are asked for, what is or was down for longest first. */
function chooseMachines(
  machines: readonly Machine[],
  onlyDown: boolean,
  figures: MachineFigures | undefined,
): readonly Machine[] {
  const rank = (machine: Machine): number => {
    if (figures === undefined) return isDown(machine.status) ? 1 : 0;
    const { seconds = 0, stops = 0 } = downtimeOf(machine, figures);
    return seconds > 0 ? seconds : stops;
  };
  return machines.filter((machine) => !onlyDown || rank(machine) > 0).toSorted((a, b) => rank(b) - rank(a));
}

function statusesOf(machines: readonly Machine[], figures: MachineFigures | undefined) {
  const told = machines.flatMap(({ id }) => [figures?.times?.get(id), figures?.counts?.get(id)]);
  return [...machines.map(({ status }) => status), ...told.flatMap((byStatus) => Object.keys(byStatus ?? {}))];
}

function untoldRemark(machines: readonly Machine[], onlyDown: boolean): readonly Text[] {
  const untold = machines.filter(({ status }) => status === undefined).length;
  return onlyDown && untold > 0 && untold < machines.length ? [[`of ${untold} of them it is not reported`]] : [];
}

function missingRemark({ times, counts }: MachineFigures): readonly Text[] {
  return [
    ...(times === undefined ? [['how long: not reported']] : []),
    ...(counts === undefined ? [['how often: not reported']] : []),
  ];
}

import { has, type Mark } from '../reading/mark.ts';
import type { Sign } from '../rule.ts';
import { freeAsset } from './free-asset.ts';
import { OF_ALERT } from './id-slots.ts';
import { slotsOf } from './intent-slots.ts';
import { productIn } from './product.ts';
import { type SlotReaders, type SlotSource, some } from './slot-reader.ts';
import { stationBeside, stationIn } from './stations.ts';

/** What is asked for, without what is left out. */
const asked = ({ marks }: SlotSource): readonly Mark[] => marks.filter((mark) => !mark.leftOut);

const textOf = (marks: readonly Mark[], sign: Sign): string | undefined => marks.find((mark) => has(mark, sign))?.text;

/** Things named freely: where they are in a sentence and what is asked tells their kind. */
export const THING_SLOTS: SlotReaders = {
  asset: (source) => assetIn(asked(source), source.rule.intent),
  station: (source) => stationIn(asked(source), source.rule.intent) ?? areaIn(source),
  near_station: (source) => stationBeside(asked(source), source.rule.intent),
  product: (source) => {
    const { intent } = source.rule;
    const product = productIn(asked(source), intent);
    const isStation = slotsOf(intent).includes('station') && product === stationIn(asked(source), intent);
    return isStation ? undefined : product;
  },
};

/** Where stations are that are called so: "at kitting". */
function areaIn(source: SlotSource): string | undefined {
  const marks = asked(source);
  const isPlaced = (at: number): boolean =>
    has(marks[at - 1], 'at', 'in', 'of') || (has(marks[at - 2], 'at', 'in', 'of') && marks[at - 1]?.text === 'the');
  const area = marks.find(
    (mark, at) => has(mark, 'station') && isPlaced(at) && source.plant?.thing('station', mark.text) !== undefined,
  );
  return area?.text;
}

function assetIn(marks: readonly Mark[], intent: string): string | undefined {
  // An alert's code says which, whatever else is told of it.
  if (OF_ALERT.includes(intent) && some(marks, '@id')) return undefined;
  const named = textOf(marks, '@asset')?.replace(/(?<=\d)s$/u, '');
  if (!slotsOf(intent).includes('near_station')) return named ?? textOf(marks, '@station') ?? freeAsset(marks, intent);
  const station = stationBeside(marks, intent);
  return station === undefined || (named !== undefined && named !== station)
    ? (named ?? freeAsset(marks, intent))
    : undefined;
}

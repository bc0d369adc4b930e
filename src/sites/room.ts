import { countCodePoints } from '../core/cut-text.ts';
import type { Block, Chart, Text } from '../core/reply.ts';

/** How much something takes of what one message holds: about as much as it takes in Slack, and in a card of Teams. */
export interface Size {
  /** In Slack, where words and structure count. */
  readonly characters: number;
  /** In a card. */
  readonly bytes: number;
  readonly blocks: number;
  readonly tables: number;
  readonly charts: number;
  readonly images: number;
}

/** Room that is left in one message, which is to fit into a message of Slack and a card of Teams alike. */
export interface Room {
  /** Takes the room for a size; false, and nothing is taken, where there is not as much. */
  take(size: Size): boolean;
  /** The same room, of which so large a share may be taken. */
  share(part: number): Room;
}

/** By the limits of both, 12,000 characters in 50 blocks with a table and two charts there and 25,000 bytes here, with some room to spare. */
const MOST: Size = { characters: 10_500, bytes: 21_500, blocks: 40, tables: 1, charts: 2, images: 6 };

/** The room of a message that holds some blocks already. */
export function createRoom(blocks: readonly Block[]): Room {
  let used = sumOf(blocks.map(sizeOfBlock));
  const within = (part: number): Room => ({
    take(size) {
      const sum = addSizes(used, size);
      const fits =
        sum.characters <= MOST.characters * part &&
        sum.bytes <= MOST.bytes * part &&
        sum.blocks <= MOST.blocks &&
        sum.tables <= MOST.tables &&
        sum.charts <= MOST.charts &&
        sum.images <= MOST.images;
      if (fits) used = sum;
      return fits;
    },
    share: (smaller) => within(part * smaller),
  });
  return within(1);
}

const NOTHING: Size = { characters: 0, bytes: 0, blocks: 0, tables: 0, charts: 0, images: 0 };

/** What two things take together. */
export const addSizes = (a: Size, b: Size): Size => ({
  characters: a.characters + b.characters,
  bytes: a.bytes + b.bytes,
  blocks: a.blocks + b.blocks,
  tables: a.tables + b.tables,
  charts: a.charts + b.charts,
  images: a.images + b.images,
});

const sumOf = (sizes: readonly Size[], start = NOTHING): Size => sizes.reduce(addSizes, start);

/** What structure takes beside the words in it. */
const structure = (characters: number, bytes: number): Size => ({ ...NOTHING, characters, bytes });
const BLOCK: Size = { ...structure(20, 60), blocks: 1 };
const CELL = structure(20, 36);
/** What each part of running text takes in Slack: none in cells and small lines. */
const PART_CHARACTERS = 20;
/** What each part takes in a card; a line with a moment in it is one part. */
const PART_BYTES = 38;
const LINE = structure(0, 46);
/** A moment is shown in each reader's zone, and has words for those who cannot see it so. */
const MOMENT = structure(60, 60);
const FIELD = structure(50, 30);
const BUTTON = structure(20, 170);
const POINT = structure(25, 85);

/** What words take; some of their characters are escaped. */
function sizeOfWords(words: string): Size {
  const escaped = words.match(/[*_~`[\](){}<>&\\"#|!+\n]/g)?.length ?? 0;
  return structure(countCodePoints(words) + escaped, Buffer.byteLength(words) + 2 * escaped);
}

/** What running text takes. */
function sizeOfText(text: Text, partCharacters = PART_CHARACTERS): Size {
  const words = text.map((each) => {
    if (typeof each === 'string') return sizeOfWords(each);
    if (each.kind === 'time') return MOMENT;
    return sizeOfWords(each.kind === 'link' ? each.text + each.url : each.text);
  });
  const lines = text.reduce((sum, each) => sum + (typeof each === 'string' ? each.split('\n').length - 1 : 0), 1);
  const hasTime = text.some((each) => typeof each === 'object' && each.kind === 'time');
  const bytes = lines * LINE.bytes + (hasTime ? 0 : text.length * PART_BYTES);
  return sumOf(words, structure(text.length * partCharacters, bytes));
}

/** What a row of a table takes. */
export const sizeOfRow = (row: readonly Text[]): Size =>
  sumOf(
    row.map((cell) => {
      const words = sizeOfText(cell, 0);
      return addSizes(CELL, { ...words, bytes: Math.min(words.bytes, MOST_OF_CELL) });
    }),
  );
/** Longer ones are cut in a card. */
const MOST_OF_CELL = 900;

/** Whether a chart is none too many for Slack, where it is a table otherwise. */
const isDrawn = ({ title, unit, labels, series }: Chart): boolean =>
  labels.length <= 20 && series.length <= 6 && Math.max(title.length, unit.length) <= 50;

/** What a block takes. */
export function sizeOfBlock(block: Block): Size {
  switch (block.kind) {
    case 'heading':
      return addSizes(BLOCK, sizeOfText([block.text]));
    case 'text':
      return addSizes(BLOCK, sizeOfText(block.text));
    case 'note':
      return addSizes(BLOCK, sizeOfText(block.text, 2));
    case 'fields':
      return sumOf(
        block.fields.map(({ label, value }) => addSizes(FIELD, sizeOfText([label, ...value]))),
        BLOCK,
      );
    case 'table':
      return sumOf([sizeOfRow(block.columns.map(({ title }) => [title])), ...block.rows.map(sizeOfRow)], {
        ...BLOCK,
        tables: 1,
      });
    case 'chart': {
      const labels = sumOf(block.labels.map((label) => addSizes(POINT, sizeOfWords(label))));
      // Each point has its label; where it cannot be drawn it is a row of a table.
      const series = block.series.map(({ name }) => sumOf([addSizes(POINT, sizeOfWords(name)), labels, labels]));
      return sumOf([sizeOfText([block.title]), labels, ...series], {
        ...BLOCK,
        ...(isDrawn(block) ? { charts: 1 } : { tables: 1 }),
      });
    }
    case 'image':
      return sumOf([sizeOfText([...(block.caption ?? []), block.alt])], { ...BLOCK, bytes: 300, images: 1 });
    case 'buttons':
      return sumOf(
        block.buttons.map((button) => {
          const words = sizeOfWords(button.label + ('command' in button ? button.command : button.url));
          // They are there twice in a card, for older clients too.
          return addSizes(BUTTON, { ...words, bytes: 2 * words.bytes });
        }),
        BLOCK,
      );
    case 'form':
    case 'divider':
      return BLOCK;
  }
}

import { count } from '../answers/quantities.ts';
import { type Block, bold, code, heading, note, type Reply, type Text, text } from '../core/reply.ts';
import { firstLetters, lastParts } from './cut-inlines.ts';
import { jointButtons } from './joint-buttons.ts';
import { createJointTable } from './joint-table.ts';
import { partsOf, type ReplyParts } from './reply-parts.ts';
import { addSizes, createRoom, type Room, sizeOfBlock } from './room.ts';
import { type Site, siteNames } from './site.ts';
import type { SiteAnswers, SiteTrouble } from './site-answers.ts';

/** The part of a message that is for the tables where the sites have more to say. */
const SHARE_OF_TABLE = 0.7;
/** So many letters are for the lines of the sites together, and so many for their small lines. */
const LETTERS_OF_LINES = 3_600;
const LETTERS_OF_NOTES = 2_400;
const SHORTEST_LINE = 120;

/**
 * The answers of several sites as one, short enough for one message: a line for each site, what each says beside that under its name, their
 * tables as one, their small lines, and a few buttons that say which site they ask. What found no room is told, and how to ask for it.
 */
export function mergeReplies(answers: SiteAnswers): Reply {
  const parts = answers.answered.map(partsOf);
  const lines = linesBlock(parts, answers.troubles);
  const notes = notesBlocks(parts);
  const buttons = jointButtons(parts, answers);
  const room = createRoom([lines, ...notes, ...buttons, LEFT_OUT]);
  const table = createJointTable(parts);
  table.fill(parts.some(({ body }) => body.length > 0) ? room.share(SHARE_OF_TABLE) : room);
  const bodies = fillBodies(parts, room);
  table.fill(room);
  const joint = table.table();
  const left = { rows: table.rowsLeft(), sites: bodies.flatMap(({ site, isCut }) => (isCut ? [site] : [])) };
  return {
    audience: answers.answered.every(({ reply }) => reply.audience === 'sender') ? 'sender' : 'everyone',
    blocks: [
      lines,
      ...bodies.flatMap(({ site, blocks }) => (blocks.length === 0 ? [] : [heading(site.name), ...blocks])),
      ...(joint === undefined ? [] : [joint]),
      ...notes,
      ...leftOutBlocks(left, answers),
      ...buttons,
    ],
  };
}

/** First the sites that answered, then those that did not. */
function linesBlock(parts: readonly ReplyParts[], troubles: readonly SiteTrouble[]): Block {
  const most = Math.max(SHORTEST_LINE, Math.floor(LETTERS_OF_LINES / (parts.length + troubles.length)));
  const lines = [
    ...parts.map(
      ({ site, headline, isStale }): Text => [
        ...(isStale ? ['⚠ '] : []),
        bold(isStale ? `${site.name} (stale):` : `${site.name}:`),
        ' ',
        ...firstLetters(headline, most),
      ],
    ),
    ...troubles.map(({ site, words }): Text => ['⚠ ', bold(site.name), ...firstLetters(words, most)]),
  ];
  return text(...joined(lines, '\n'));
}

const joined = (lines: readonly Text[], between: string): Text =>
  lines.flatMap((line, i) => (i === 0 ? line : [between, ...line]));

/** The small lines, one for each site, where they do not name it themselves by its name; of long ones the end, which tells the age. */
function notesBlocks(parts: readonly ReplyParts[]): readonly Block[] {
  const told = parts.filter(({ notes }) => notes.length > 0);
  const most = Math.max(SHORTEST_LINE, Math.floor(LETTERS_OF_NOTES / Math.max(1, told.length)));
  const lines = told.map(({ site, notes }): Text => {
    const words = lastParts(joined(notes, ' · '), most);
    const last = words.at(-1);
    const isNamed = typeof last === 'string' && last.endsWith(` ${site.name}`);
    return isNamed ? words : [`${site.name}: `, ...words];
  });
  return lines.length === 0 ? [] : [note(...joined(lines, '\n'))];
}

interface FilledBody {
  readonly site: Site;
  readonly blocks: readonly Block[];
  readonly isCut: boolean;
}

/** What the sites say beside their first lines: the first thing of each, then the second of each, as long as there is room. */
function fillBodies(parts: readonly ReplyParts[], room: Room): readonly FilledBody[] {
  const taken = parts.map((): Block[] => []);
  const isCut = parts.map(() => false);
  const isFull = parts.map(() => false);
  const deepest = Math.max(0, ...parts.map(({ body }) => body.length));
  for (let depth = 0; depth < deepest; depth++) {
    for (const [i, { site, body }] of parts.entries()) {
      const block = body[depth];
      if (block === undefined || isFull[i]) continue;
      const size = sizeOfBlock(block);
      const isFirst = taken[i]?.length === 0;
      if (room.take(isFirst ? addSizes(size, sizeOfBlock(heading(site.name))) : size)) {
        taken[i]?.push(block);
        continue;
      }
      isCut[i] = true;
      // What is drawn can be done without; what is written behind something would not be understood without it.
      isFull[i] = block.kind !== 'chart' && block.kind !== 'image';
    }
  }
  return parts.map(({ site }, i) => ({ site, blocks: taken[i] ?? [], isCut: isCut[i] === true }));
}

/** What the line about what was left out may take. */
const LEFT_OUT = note('x'.repeat(300));

function leftOutBlocks(
  { rows, sites }: { readonly rows: number; readonly sites: readonly Site[] },
  { answered, lineOf }: SiteAnswers,
): readonly Block[] {
  const what = [
    ...(rows > 0 ? [`${count(rows, 'row')} of the table`] : []),
    ...(sites.length > 0 ? [`parts about ${siteNames(sites, 4)}`] : []),
  ];
  const [example] = sites.length > 0 ? sites : answered.map(({ site }) => site);
  if (what.length === 0 || example === undefined) return [];
  return [note(`Left out for want of room: ${what.join(', ')}. All of one site: `, code(lineOf(example)))];
}

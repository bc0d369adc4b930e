import { isOutageBlock } from '../answers/sourced-reply.ts';
import { type Block, type Button, bold, type Reply, type Table, type Text, text } from '../core/reply.ts';
import type { Site } from './site.ts';

/** The answer of a site. */
export interface SiteReply {
  readonly site: Site;
  readonly reply: Reply;
}

/** The answer of a site, taken apart. */
export interface ReplyParts {
  readonly site: Site;
  /** What answers the question. */
  readonly headline: Text;
  /** The site's source does not answer, and this is what it said last. */
  readonly isStale: boolean;
  /** Its first table. */
  readonly table?: Table;
  /** What else it says. */
  readonly body: readonly Block[];
  readonly notes: readonly Text[];
  readonly buttons: readonly Button[];
}

/** Takes an answer apart: its first words, its first table, small lines and buttons go elsewhere than the rest. */
export function partsOf({ site, reply }: SiteReply): ReplyParts {
  const { blocks } = reply;
  const first = blocks.find((block) => block.kind === 'text' && !isOutageBlock(block));
  const table = blocks.find((block) => block.kind === 'table');
  // "The last run of each:" says nothing without its table.
  const before = table && blocks[blocks.indexOf(table) - 1];
  const leadIn = before?.kind === 'text' && endsWithColon(before.text) ? before : undefined;
  const others = blocks.filter((block) => block !== first && block !== table && block !== leadIn);
  return {
    site,
    headline: first?.kind === 'text' ? unbold(first.text) : ['its answer is below'],
    isStale: blocks.some(isOutageBlock),
    ...(table?.kind === 'table' && { table }),
    body: others.flatMap(inBody),
    notes: others.flatMap((block) => (block.kind === 'note' ? [block.text] : [])),
    buttons: others.flatMap((block) => (block.kind === 'buttons' ? block.buttons : [])),
  };
}

/** Behind the name of the site a sentence needs no stress. */
function unbold(words: Text): Text {
  const [only, ...others] = words;
  return typeof only === 'object' && only.kind === 'bold' && others.length === 0 ? [only.text] : words;
}

function endsWithColon(words: Text): boolean {
  const last = words.at(-1);
  return typeof last === 'string' && last.trimEnd().endsWith(':');
}

function inBody(block: Block): readonly Block[] {
  if (block.kind === 'note' || block.kind === 'buttons' || block.kind === 'divider') return [];
  // Headings are for the names of the sites.
  return block.kind === 'heading' ? [text(bold(block.text))] : [block];
}

import { optional, present } from '../answers/optional.ts';
import { type Page, pageButtons, pageOf } from '../answers/pages.ts';
import { count } from '../answers/quantities.ts';
import type { Known } from '../clients/known.ts';
import { type Block, type Button, bold, type Text, text, time } from '../core/reply.ts';
import { captureTable } from './capture-table.ts';
import type { OrderAspect } from './order-aspect.ts';
import type { OrderFacts } from './order-facts.ts';
import { orderFields } from './order-fields.ts';
import { orderHeadline } from './order-headline.ts';
import type { Plant } from './plant.ts';
import { lastFirst, stepTable } from './step-table.ts';
import { skippedRemark } from './sweep-remarks.ts';

const PAGE_SIZE = 15;

/** What is told of one order. */
export interface OrderBody {
  readonly blocks: readonly Block[];
  readonly remarks: readonly Text[];
  readonly background: readonly Known<unknown>[];
  /** Buttons to other pages of a long list. */
  readonly pages: readonly Button[];
}

interface Wanted {
  readonly aspect: OrderAspect | undefined;
  readonly page: number;
  /** The command line that asks for it. */
  readonly line: string;
}

/** What is told of one order: a line that answers, and its fields, or the list that was asked for. */
export async function orderBody(plant: Plant, known: OrderFacts, wanted: Wanted): Promise<OrderBody> {
  const { aspect } = wanted;
  if (aspect === 'steps') return stepsBody(known, wanted);
  if (aspect === 'photos') return photosBody(plant, known, wanted);
  const { block, missing } = orderFields(known, plant);
  return {
    blocks: [text(...orderHeadline(aspect, known, plant)), block],
    remarks: missing.length === 0 ? [] : [[`not reported: ${missing.join(', ')}`]],
    background: [],
    pages: [],
  };
}

function stepsBody({ order: { number }, responses, users }: OrderFacts, { page, line }: Wanted): OrderBody {
  const told = { remarks: skippedRemark(responses?.skipped ?? 0), background: [] };
  if (responses === undefined || responses.items.length === 0) {
    const none =
      responses === undefined
        ? `What was answered to the steps of ${number} is not reported`
        : `No step of ${number} has been answered`;
    return { ...told, blocks: [text(bold(none))], pages: [] };
  }
  const answers = lastFirst(responses.items);
  const shown = pageOf(answers, page, PAGE_SIZE);
  const head = `${count(answers.length, 'answer')} to steps of ${number}`;
  return {
    ...told,
    blocks: [text(...listHead(head, answers, shown)), stepTable(shown.items, users)],
    pages: pageButtons(line, shown, PAGE_SIZE),
  };
}

async function photosBody({ floor }: Plant, { order, users }: OrderFacts, { page, line }: Wanted): Promise<OrderBody> {
  const { number, id } = order;
  const captures = await optional(floor.captures(id));
  const told = { remarks: skippedRemark(captures?.value.skipped ?? 0), background: present([captures]) };
  if (captures === undefined || captures.value.items.length === 0) {
    const none =
      captures === undefined
        ? `Photos of ${number} are not reported here; what was taken is in HQ`
        : `No photo of ${number} was taken`;
    return { ...told, blocks: [text(bold(none))], pages: [] };
  }
  const photos = lastFirst(captures.value.items);
  const shown = pageOf(photos, page, PAGE_SIZE);
  return {
    ...told,
    blocks: [
      text(...listHead(`${count(photos.length, 'photo')} of ${number}`, photos, shown)),
      captureTable(shown.items, users),
    ],
    pages: pageButtons(line, shown, PAGE_SIZE),
  };
}

/** `40 answers to steps of WO-1042, 1 to 15, the last 14:02`. */
function listHead(head: string, all: readonly { readonly at?: number }[], shown: Page<unknown>): Text {
  const range = shown.items.length < all.length ? `, ${shown.first} to ${shown.last}` : '';
  const at = all[0]?.at;
  return [bold(`${head}${range}`), ...(at === undefined ? [] : [', the last ', time(at, 'date-time')])];
}

import { createRequire } from 'node:module';
import type { AdaptiveCard } from '../../../src/platforms/teams/card.ts';
import { LIMITS } from '../../../src/platforms/teams/limits.ts';

/** As much of Microsoft's own renderer as is used here; it runs without a page for all but drawing. */
interface Library {
  readonly SerializationContext: new () => Context;
  readonly AdaptiveCard: new () => Parsed;
  readonly HostConfig: new (config: object) => object;
}
interface Parsed {
  hostConfig: object;
  parse(source: unknown, context: Context): void;
  validateProperties(): Results;
  getItemCount(): number;
  getItemAt(index: number): { getJsonTypeName(): string };
}
interface Context {
  readonly eventCount: number;
  getEventAt(index: number): { readonly message: string };
}
interface Results {
  readonly validationEvents: readonly { readonly message: string }[];
}

const require = createRequire(import.meta.url);
const library = require('adaptivecards/dist/adaptivecards.min.js') as Library;

// Charts are Teams' own; the parser says so even where it finds what to show instead.
const FALLS_BACK = /^Unknown element type "Chart\.(?:VerticalBar|VerticalBar\.Grouped|Line)"\. Fallback will be used/;

/** The types of the elements that Microsoft's own renderer draws: fallbacks where it does not know an element. */
export function drawnTypes(card: AdaptiveCard): readonly string[] {
  const parsed = new library.AdaptiveCard();
  parsed.parse(JSON.parse(JSON.stringify(card)), new library.SerializationContext());
  return Array.from({ length: parsed.getItemCount() }, (_, i) => parsed.getItemAt(i).getJsonTypeName());
}

/** What Microsoft's own parser of Adaptive Cards says against a card. */
export function complaintsAbout(card: AdaptiveCard): readonly string[] {
  const context = new library.SerializationContext();
  const parsed = new library.AdaptiveCard();
  // Its count takes those in the overflow menu for as many beside each other.
  parsed.hostConfig = new library.HostConfig({ actions: { maxActions: LIMITS.actions } });
  parsed.parse(JSON.parse(JSON.stringify(card)), context);
  const read = Array.from({ length: context.eventCount }, (_, i) => context.getEventAt(i).message).filter(
    (message) => !FALLS_BACK.test(message),
  );
  return [...read, ...parsed.validateProperties().validationEvents.map((event) => event.message)];
}

/** An object in a card, with those of its fields that tests look at. */
interface Part {
  readonly type?: unknown;
  readonly id?: unknown;
  readonly text?: unknown;
  readonly inlines?: unknown;
  readonly facts?: unknown;
  readonly title?: unknown;
  readonly value?: unknown;
  readonly url?: unknown;
  readonly altText?: unknown;
  readonly data?: unknown;
  readonly mode?: unknown;
}

const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null;

/** Every object in a card with the given type, in order. */
export function partsOf(card: unknown, type: string): readonly Part[] {
  if (!isPart(card)) return [];
  const inner = Object.values(card).flatMap((value) => partsOf(value, type));
  return card.type === type ? [card, ...inner] : inner;
}

/** The markdown of a card: its text blocks and facts. */
export function markdownIn(card: unknown): readonly string[] {
  const facts = partsOf(card, 'FactSet').flatMap((set) => (Array.isArray(set.facts) ? set.facts : []));
  const blocks = partsOf(card, 'TextBlock').map((block) => block.text);
  return [...blocks, ...facts.flatMap((fact: Part) => [fact.title, fact.value])].map(String);
}

/** What is left of markdown when it is drawn, as far as this project writes it; times are left out. */
function drawnMarkdown(markdown: string): string {
  return markdown
    .replace(/\{\{(?:DATE|TIME)\([^)]*\)\}\}/g, '')
    .replace(/(?<!\\)\*\*/g, '')
    .replace(/\[([^\]]*)\]\(https?:[^)]*\)/g, '$1')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/\u200B/g, '');
}

/** All text of a card in the order it stands there, without markup and without times. */
export function shownText(card: unknown): string {
  if (Array.isArray(card)) return card.map(shownText).filter(Boolean).join('\n');
  if (!isPart(card)) return '';
  switch (card.type) {
    case 'TextBlock':
      return drawnMarkdown(String(card.text));
    case 'TextRun':
      return String(card.text).replace(/\u200B/g, '');
    case 'RichTextBlock':
      return Array.isArray(card.inlines) ? card.inlines.map(shownText).join('') : '';
    case 'FactSet':
      return markdownIn(card).map(drawnMarkdown).join('\n');
    case 'Image':
      return '';
    case 'ActionSet':
      return partsOf(card, 'Action.Execute')
        .map(({ title }) => title)
        .join('\n');
    default:
      return Object.values(card).map(shownText).filter(Boolean).join('\n');
  }
}

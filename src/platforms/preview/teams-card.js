import { writeLine } from './form-line.js';

const { AdaptiveCard, ExecuteAction, GlobalSettings, HostConfig, OpenUrlAction, SerializationContext } =
  globalThis.AdaptiveCards;

const colors = {
  default: { default: 'var(--teams-ink)', subtle: 'var(--teams-quiet)' },
  attention: { default: 'var(--bad)', subtle: 'var(--bad)' },
  accent: { default: 'var(--teams-action)', subtle: 'var(--teams-action)' },
};
const style = { backgroundColor: 'transparent', borderColor: 'var(--teams-line)', foregroundColors: colors };

// Teams' measures, as its clients show cards.
const hostConfig = new HostConfig({
  fontTypes: {
    default: {
      fontFamily: 'var(--font)',
      fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
      fontWeights: { lighter: 200, default: 400, bolder: 600 },
    },
    monospace: {
      fontFamily: 'Consolas, "Liberation Mono", monospace',
      fontSizes: { small: 12, default: 13, medium: 15, large: 17, extraLarge: 22 },
      fontWeights: { lighter: 200, default: 400, bolder: 600 },
    },
  },
  lineHeights: { small: 16, default: 20, medium: 22, large: 24, extraLarge: 32 },
  spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 12 },
  separator: { lineThickness: 1, lineColor: 'var(--teams-line)' },
  containerStyles: { default: style, emphasis: { ...style, backgroundColor: 'var(--teams-header)' } },
  actions: { maxActions: 6, buttonSpacing: 8, actionsOrientation: 'horizontal', actionAlignment: 'left' },
  factSet: {
    title: { weight: 'bolder', wrap: true, maxWidth: 160 },
    value: { wrap: true },
    spacing: 16,
  },
  table: { cellSpacing: 8 },
  textStyles: { columnHeader: { weight: 'bolder' } },
  supportsInteractivity: true,
});
GlobalSettings.allowMoreThanMaxActionsInOverflowMenu = true;

const escapeCharacter = (character) => `&#${character.charCodeAt(0)};`;

/** What Teams' cards know of markdown and the bot writes: escapes, bold, links. */
AdaptiveCard.onProcessMarkdown = (text, result) => {
  const parts = /\\([!-/:-@[-`{-~])|\*\*(.+?)\*\*|\[([^\]]+)\]\((https?:[^)\s]+)\)|[&<>"']/g;
  result.outputHtml = text.replace(parts, (whole, escaped, strong, label, url) => {
    if (escaped) return escapeCharacter(escaped);
    if (strong) return `<b>${strong.replace(/[&<>"']/g, escapeCharacter)}</b>`;
    if (!label) return escapeCharacter(whole);
    return [
      `<a href="${url.replace(/[&<>"']/g, escapeCharacter)}">`,
      label.replace(/[&<>"']/g, escapeCharacter),
      '</a>',
    ].join('');
  });
  result.didProcess = true;
};

/** A dash stands for a choice without words. */
const wordsOf = (value = '') => (value === '–' ? '' : value);

/** Draws the card that an element carries; `press` takes the command of a pressed button and whether its answer replaces the card, `send` that of a form. */
export function drawCard(element, { press, send }) {
  const card = new AdaptiveCard();
  card.hostConfig = hostConfig;
  card.parse(JSON.parse(element.dataset.card), new SerializationContext());
  delete element.dataset.card;
  card.onExecuteAction = (action) => {
    if (action instanceof OpenUrlAction) window.open(action.url, '_blank', 'noopener,noreferrer');
    if (!(action instanceof ExecuteAction)) return;
    const { command, inPlace, fields, ...filledIn } = action.data;
    if (fields)
      send(
        writeLine(
          command,
          fields.map(({ input, before }) => ({ before, value: wordsOf(filledIn[input]) })),
        ),
      );
    else press(command, inPlace === true);
  };
  element.append(card.render());
  for (const action of card.getAllActions()) {
    if (action instanceof ExecuteAction) action.renderedElement?.setAttribute('data-types', action.data.command);
  }
}

/**
 * What a card may hold. Text is counted in code points, `Bytes` in UTF-8. Microsoft publishes few limits: those say so, the others are
 * our own and keep a card readable and below the published ones.
 */
export const LIMITS = {
  /** A message may have about 100 KB, Microsoft asks for at most 80; webhooks and older clients stop at 28 (Teams, "Format your bot messages"). */
  cardBytes: 25_000,
  /** What the card's own fields take of that. */
  frameBytes: 500,
  /** One element of text, so that it fits with others into a card. */
  textBytes: 6_000,
  /** One literal is cut into pieces of this length before it is escaped, which makes at most four bytes of a character. */
  literal: 1_400,
  /** A longer value is no longer a fact but a text. */
  factValue: 300,
  factBytes: 8_000,
  tableRows: 100,
  tableColumns: 10,
  tableTitle: 60,
  /** A longer cell makes a table unreadable; structure counts too, so that ten such cells fit into a card. */
  cellWeight: 400,
  /** What one part of running text counts for in a cell beside its characters. */
  inlineWeight: 25,
  /** A label or the name of a series: longer ones make a chart unreadable. */
  chartName: 30,
  /** A chart with its fallback. */
  chartBytes: 20_000,
  /** Shown beside each other; Teams puts the others into the overflow menu (Teams, "Cards reference", published). */
  primaryActions: 6,
  actions: 20,
  actionBytes: 16_000,
  buttonLabel: 60,
  command: 1_000,
  url: 2_000,
  altText: 500,
  /** A picture in the card itself; it takes a third more there. */
  inlinePictureBytes: 8_000,
  inputLabel: 100,
  inputText: 500,
  formBytes: 20_000,
  /** The text of the notification, which shows less. */
  summary: 300,
  /** A line that only the one who pressed a button sees, and not for long. */
  pressedLine: 300,
} as const;

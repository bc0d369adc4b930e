/**
 * What Slack accepts, in code points where text is meant, from Slack's Block Kit and Web API reference and the JSDoc of @slack/types.
 * Limits that Slack does not publish say so.
 */
export const LIMITS = {
  messageBlocks: 50,
  homeBlocks: 100,
  tablesPerMessage: 1,
  /** Text and structure of all blocks together: refused from about 13,200 on with msg_blocks_too_long (not published, bolt-js#2509). */
  messageCharacters: 12_000,
  /** What one element counts for beside its text; structure counts, how much is not published (bolt-js#2867). */
  elementWeight: 20,
  headerText: 150,
  textObject: 3_000,
  /** Text of one rich text block: not published, kept at that of a text object. */
  richText: 3_000,
  contextElements: 10,
  actionsElements: 25,
  buttonLabel: 75,
  buttonValue: 2_000,
  url: 3_000,
  actionId: 255,
  tableRows: 100,
  tableColumns: 20,
  tableCharacters: 10_000,
  /** Not published; Slack answers a third one with invalid_blocks (vercel/chat#696). */
  chartsPerMessage: 2,
  /** Charts: Slack's reference of the data visualization block. */
  chartTitle: 50,
  chartUnit: 50,
  /** A label or the name of a series. */
  chartName: 20,
  chartSeries: 6,
  chartPoints: 20,
  /** Our own: a longer cell makes a table unreadable. */
  cellText: 1_000,
  /** Top-level text of a message that has blocks: our own, a notification shows less. */
  notification: 500,
  /** Top-level text of a message without blocks: cut from 40,000 on, 4,000 is what Slack asks for. */
  plainMessage: 4_000,
  altText: 1_000,
  viewBlocks: 100,
  /** Title and buttons of a view. */
  viewTitle: 24,
  privateMetadata: 3_000,
  inputLabel: 2_000,
  inputText: 3_000,
  selectOptions: 100,
  selectGroups: 100,
  optionLabel: 75,
  /** 150 in Slack's reference, 75 in the types. */
  optionValue: 75,
  /** One response_url within 30 minutes. */
  responseUrlUses: 5,
} as const;

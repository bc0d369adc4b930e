/** The parts of Adaptive Cards 1.5 that the bot uses (adaptivecards.io/explorer), and Teams' own charts. */
export interface AdaptiveCard {
  readonly type: 'AdaptiveCard';
  readonly $schema: 'http://adaptivecards.io/schemas/adaptive-card.json';
  readonly version: '1.5';
  /** Teams' own: the card takes the width of the conversation. */
  readonly msteams: { readonly width: 'Full' };
  readonly body: readonly CardElement[];
}

/** What stands below each other in a card. */
export type CardElement = (CardText | FactSet | CardTable | CardChart | CardImage | ActionSet) & Placement;

/** Where an element stands to the one before it. */
export interface Placement {
  readonly spacing?: 'None' | 'Medium';
  /** A line above it. */
  readonly separator?: true;
}

/** How text looks. */
export interface Look {
  readonly size?: 'Small' | 'Medium';
  readonly weight?: 'Bolder';
  readonly isSubtle?: true;
}

/** Text as a block: without markdown, or where there are times with it. */
export type CardText = RichTextBlock | MarkdownBlock;

/** Text of runs, in which there is no markdown. */
export interface RichTextBlock {
  readonly type: 'RichTextBlock';
  readonly inlines: readonly TextRun[];
}

export interface TextRun extends Look {
  readonly type: 'TextRun';
  readonly text: string;
  readonly fontType?: 'Monospace';
  readonly selectAction?: OpenUrl;
}

/** Text in which markdown and the date functions act. */
export interface MarkdownBlock extends Look {
  readonly type: 'TextBlock';
  readonly text: string;
  readonly wrap: true;
}

/** Titles and values, in which markdown and the date functions act. */
export interface FactSet {
  readonly type: 'FactSet';
  readonly facts: readonly Fact[];
}

export interface Fact {
  readonly title: string;
  readonly value: string;
}

export interface CardTable {
  readonly type: 'Table';
  readonly firstRowAsHeader: true;
  readonly columns: readonly {
    /** The share of the table's width. */
    readonly width: number;
    readonly horizontalCellContentAlignment?: 'Right';
  }[];
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  readonly type: 'TableRow';
  readonly cells: readonly { readonly type: 'TableCell'; readonly items: readonly CardText[] }[];
}

/** Teams' own (Teams, "Charts in Adaptive Cards"); other hosts show the fallback. */
export type CardChart = BarChart | SeriesChart;

/** The bars of one series. */
export interface BarChart {
  readonly type: 'Chart.VerticalBar';
  readonly yAxisTitle: string;
  readonly data: readonly ChartPoint[];
  readonly fallback: CardTable;
}

/** Lines, or bars beside each other. */
export interface SeriesChart {
  readonly type: 'Chart.VerticalBar.Grouped' | 'Chart.Line';
  readonly colorSet: 'categorical';
  readonly data: readonly { readonly legend: string; readonly values: readonly ChartPoint[] }[];
  readonly fallback: CardTable;
}

export interface ChartPoint {
  readonly x: string;
  readonly y: number;
}

export interface CardImage {
  readonly type: 'Image';
  readonly url: string;
  readonly altText: string;
  /** Teams' own: a click shows it larger. */
  readonly msteams?: { readonly allowExpand: true };
}

/** Buttons beside each other. */
export interface ActionSet {
  readonly type: 'ActionSet';
  readonly actions: readonly Action[];
}

export type Action = (Execute | OpenUrl) & {
  readonly title: string;
  /** `secondary` ones are in the overflow menu. */
  readonly mode?: 'secondary';
};

/** What a button carries: the command that pressing it types. */
export interface Pressed {
  readonly command: string;
  readonly inPlace?: true;
}

export interface Execute {
  readonly type: 'Action.Execute';
  readonly verb: 'say';
  readonly data: Pressed;
  /** For clients that do not know Action.Execute. */
  readonly fallback: { readonly type: 'Action.Submit'; readonly title: string; readonly data: Pressed };
}

export interface OpenUrl {
  readonly type: 'Action.OpenUrl';
  readonly url: string;
}

/** The bytes that a part of a card takes in it. */
export function bytesOf(part: object): number {
  return Buffer.byteLength(JSON.stringify(part)) + 1;
}

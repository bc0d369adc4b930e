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
export type CardElement = (CardText | FactSet | CardTable | CardChart | CardImage | Container | CardInput | ActionSet) &
  Placement;

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

/** Elements that stay together. */
export interface Container {
  readonly type: 'Container';
  readonly items: readonly CardElement[];
}

/** Something to fill in. What is required and missing keeps the button from sending, with the message beside it. */
export type CardInput = ChoiceInput | TimeInput | TextInput;

interface InputField {
  readonly id: string;
  readonly label: string;
  readonly value?: string;
  readonly isRequired?: true;
  readonly errorMessage?: string;
}

/** One of several; a list that opens. */
export interface ChoiceInput extends InputField {
  readonly type: 'Input.ChoiceSet';
  readonly choices: readonly { readonly title: string; readonly value: string }[];
}

/** A time of day, `07:00`. */
export interface TimeInput extends InputField {
  readonly type: 'Input.Time';
}

export interface TextInput extends InputField {
  readonly type: 'Input.Text';
  readonly maxLength: number;
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

/** What the button of a form carries: the command, and the inputs whose words follow it. The client puts what was filled in beside them. */
export interface FilledIn extends Pressed {
  readonly fields: readonly { readonly input: string; readonly before?: string }[];
}

export interface Execute extends Sending {
  readonly type: 'Action.Execute';
  readonly verb: 'say';
  /** For clients that do not know Action.Execute. */
  readonly fallback: Sending & { readonly type: 'Action.Submit'; readonly title: string };
}

interface Sending {
  readonly data: Pressed | FilledIn;
  /** Sends nothing of the forms in its card, and does not mind what is missing there. */
  readonly associatedInputs?: 'none';
}

export interface OpenUrl {
  readonly type: 'Action.OpenUrl';
  readonly url: string;
}

/** The bytes that a part of a card takes in it. */
export function bytesOf(part: object): number {
  return Buffer.byteLength(JSON.stringify(part)) + 1;
}

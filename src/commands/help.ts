import { type Command, command } from '../core/command.ts';
import { UserError } from '../core/errors.ts';
import { nearestNames } from '../core/names.ts';
import { rest } from '../core/parameters.ts';
import {
  type Block,
  bold,
  button,
  buttons,
  code,
  note,
  privateReply,
  type Reply,
  text,
  withCode,
} from '../core/reply.ts';
import { usageOf } from '../core/usage.ts';
import { quoteName } from '../core/words.ts';
import { type Site, siteWords } from '../sites/site.ts';

/** What to try first, as far as there are the commands. */
const FIRST_QUESTIONS = [
  { label: 'Robots', command: 'robots' },
  { label: 'Last mission', command: 'last' },
  { label: 'Orders', command: 'orders' },
  { label: 'Stations', command: 'stations' },
  { label: 'Summary', command: 'summary' },
];

/** `help`: what the bot can do, and over which sites where there are several; the list is asked for late because it holds this command too. */
export function help(commands: () => readonly Command[], sites: readonly Site[] = []): Command {
  return command({
    name: 'help',
    summary: 'what you can ask, and how',
    parameters: { about: rest('command', 'the command to explain') },
    examples: ['help', 'help runs'],
    async run({ about }) {
      if (about === undefined) return overview(commands(), sites);
      const found = commands().find(({ name }) => name === about.toLowerCase());
      if (found) return explain(found);
      const nearest = nearestNames(
        about,
        commands().map(({ name }) => name),
      );
      throw new UserError(`There is no command "${about}".`, {
        details: [
          buttons(...nearest.map((name) => button(`Help ${name}`, `help ${name}`)), button('All commands', 'help')),
        ],
      });
    },
  });
}

function overview(commands: readonly Command[], sites: readonly Site[]): Reply {
  return privateReply(
    text(
      bold(`I know ${commands.length} commands`),
      ': write them to me directly, after mentioning me, or in Slack after /scout.',
    ),
    {
      kind: 'table',
      columns: [{ title: 'Write' }, { title: 'To get' }],
      rows: commands.map((each) => [[code(usageOf(each))], [each.summary]]),
    },
    ...siteBlocks(sites),
    note('Everything in [brackets] can be left out. Names can be shortened as long as they are clear.'),
    buttons(...FIRST_QUESTIONS.filter(({ command: line }) => commands.some(({ name }) => name === line))),
  );
}

const MOST_NAMED = 40;

/** Which sites there are, and how to name one. */
function siteBlocks(sites: readonly Site[]): readonly Block[] {
  const [first] = sites;
  if (first === undefined) return [];
  const named = sites
    .slice(0, MOST_NAMED)
    .map(({ name, aliases }) => (aliases.length === 0 ? name : `${name} (${aliases.join(', ')})`));
  const more = sites.length > named.length ? `, and ${sites.length - named.length} more` : '';
  return [
    text(
      bold(`${sites.length} sites: `),
      `${named.join(', ')}${more}. I ask one where you name it, as in `,
      code(`summary ${siteWords([first])}`),
      ', and all where you name none. ',
      code(`use ${quoteName(first.name)}`),
      ' makes it the one that a conversation means.',
    ),
  ];
}

function explain(explained: Command): Reply {
  const parameters = Object.values(explained.parameters);
  return privateReply(
    text('Write ', code(usageOf(explained)), ' to get ', explained.summary, '.'),
    ...(parameters.length === 0
      ? []
      : [
          {
            kind: 'fields',
            fields: parameters.map(({ usage, help: words }) => ({ label: labelOf(usage), value: withCode(words) })),
          } as const,
        ]),
    ...examplesOf(explained),
  );
}

/** Where several words are read together, the line above has named them already. */
const labelOf = (usage: string): string => (usage.includes('] [') ? 'Words, in any order' : usage);

function examplesOf({ examples, changes }: Command): readonly Block[] {
  if (!changes) return [note('For example:'), buttons(...examples.map((line) => button(line, line)))];
  const lines = examples.flatMap((line) => ['\n', code(line)]);
  return [text('For example:', ...lines), buttons(button('All commands', 'help'))];
}

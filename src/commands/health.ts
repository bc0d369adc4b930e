import { optional } from '../answers/optional.ts';
import { count, distanceInTime } from '../answers/quantities.ts';
import type { SourceHealth } from '../clients/known.ts';
import { type Command, command } from '../core/command.ts';
import { bold, button, type EpochMs, inPlaceButton, reply, type Text, text, time } from '../core/reply.ts';
import { productName } from '../fleet/product.ts';
import type { Scouts } from '../floor/scouts.ts';

/** The bot's own facts. */
export interface BotFacts {
  readonly version: string;
  readonly startedAt: EpochMs;
}

/** `health`: whether Scout answers, how old is what the bot knows, and how its session stands. */
export function health({ fleet }: Scouts, bot: BotFacts): Command {
  return command({
    name: 'health',
    summary: 'whether Scout answers, how old our facts are, session and versions',
    parameters: {},
    examples: ['health'],
    shared: true,
    async run(_, { now }) {
      if (fleet === undefined) throw new Error('not yet');
      // Asking for the robots is the cheapest question that needs the session; its cache keeps repeated questions off the hub.
      const [robots, version] = await Promise.all([optional(fleet.robots()), optional(fleet.version())]);
      const source = fleet.health();
      return reply(
        text(...headline(fleet.site.name, source, robots !== undefined, now)),
        {
          kind: 'fields',
          fields: [
            { label: 'Address', value: [fleet.site.url] },
            { label: 'Server', value: [version?.value === undefined ? 'version not reported' : productName(version)] },
            { label: 'Session', value: sessionText(source, now) },
            ...(source.outage === undefined
              ? []
              : [{ label: 'Last answer', value: momentText(source.lastAnswerAt, now, 'none yet') }]),
            { label: 'Bot', value: [`version ${bot.version}, started `, ...momentText(bot.startedAt, now, '')] },
          ],
        },
        { kind: 'buttons', buttons: [inPlaceButton('Refresh', 'health'), button('Robots', 'robots')] },
      );
    },
  });
}

function headline(
  site: string,
  { outage, session, lastAnswerAt }: SourceHealth,
  isAnswering: boolean,
  now: EpochMs,
): Text {
  if (outage !== undefined) {
    const tries = ` (${distanceInTime(outage.since, now)}; ${count(outage.tries, 'try', 'tries')}, ${outage.reason})`;
    return [bold(`Scout ${site} does not answer`), ' since ', time(outage.since, 'date-time'), tries];
  }
  if (session === 'refused')
    return [bold(`Scout ${site} refuses the log-in`), '; whoever runs this bot has to check its account.'];
  if (!isAnswering || lastAnswerAt === undefined) return [bold(`Scout ${site} has not answered yet`)];
  return [bold(`Scout ${site} answers`), ', the last time ', ...momentText(lastAnswerAt, now, '')];
}

function sessionText({ session, credentials, loggedInAt, nextLogInAt, outage }: SourceHealth, now: EpochMs): Text {
  const isOut = outage !== undefined && session === 'open';
  const by = credentials === 'token' ? 'by API token' : 'by account and password';
  if (session === 'refused') {
    return [
      bold('log-in refused'),
      `, ${by}`,
      ...(nextLogInAt === undefined ? [] : [', tried again ', ...momentText(nextLogInAt, now, '')]),
    ];
  }
  if (isOut) return [`logged in when it last answered, ${by}`];
  if (session === 'none') return [`not logged in yet, ${by}`];
  return [`open, ${by}`, ...(loggedInAt === undefined ? [] : [', since ', ...momentText(loggedInAt, now, '')])];
}

function momentText(at: EpochMs | undefined, now: EpochMs, none: string): Text {
  return at === undefined ? [none] : [time(at, 'date-time'), ` (${distanceInTime(at, now)})`];
}

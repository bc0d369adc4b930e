import type { Answer, Bot } from '../core/bot.ts';
import type { Command } from '../core/command.ts';
import type { DeliveryWatch, PlatformWatch, SourceWatch, WatchedRequest } from '../core/watch.ts';
import type { Meter } from './meter.ts';
import { currentRequest, followRequest } from './request.ts';
import type { SourceName } from './standing.ts';
import type { Attributes, SpanSubject, Tracer } from './tracer.ts';

export interface WatchOptions {
  /** Counts; nothing is counted without it. */
  readonly meter?: Meter | undefined;
  /** Traces; nothing is traced without it. */
  readonly tracer?: Tracer | undefined;
  /** Milliseconds since some moment, which never go back. */
  readonly clock: () => number;
}

/** Follows each request through the program: by its id in log lines and in requests to sources, and in metrics and traces where these are wanted. */
export interface Watch {
  bot(bot: Bot): Bot;
  commands(commands: readonly Command[]): readonly Command[];
  source(name: SourceName): SourceWatch;
  platform(name: string): PlatformWatch;
  readonly deliveries: DeliveryWatch;
}

const nothing = (): void => {};

/** Builds a watch. */
export function createWatch({ meter, tracer, clock }: WatchOptions): Watch {
  const secondsSince = (startedAt: number): number => (clock() - startedAt) / 1_000;

  function span<T>(subject: SpanSubject, work: () => Promise<T>, tell?: (result: T) => Attributes): Promise<T> {
    return tracer ? tracer.span(subject, work, tell) : work();
  }

  const watchBot = (bot: Bot): Bot => ({
    answer(message) {
      const { platform } = message.conversation;
      const request = currentRequest();
      const attributes = { platform, request: request ?? message.id };
      const startedAt = clock();
      const ask = () => span({ name: 'question', kind: 'server', attributes }, () => bot.answer(message), tellAnswer);
      const answering = request === undefined ? followRequest(message.id, ask) : ask();
      if (meter) answering.then((answer) => meter.answered(platform, answer, secondsSince(startedAt)), nothing);
      return answering;
    },
  });

  const watchCommand = (command: Command): Command => ({
    ...command,
    run: (args, context) =>
      span({ name: `command ${command.name}`, kind: 'internal', attributes: {} }, () => command.run(args, context)),
  });

  const watchSource = (name: SourceName): SourceWatch => ({
    request(request, send) {
      const startedAt = clock();
      const asking = span(aboutRequest(name, request), () => send(withRequestId(request)), tellStatus);
      if (meter)
        asking.then(
          ({ status }) => meter.asked(name, status, secondsSince(startedAt)),
          () => meter.asked(name, undefined, secondsSince(startedAt)),
        );
      return asking;
    },
    lookedUp: (found) => meter?.lookedUp(name, found),
    loggedIn: (result) => meter?.loggedIn(name, result),
  });

  const watchPlatform = (platform: string): PlatformWatch => ({
    arrived() {
      if (!meter) return nothing;
      const startedAt = clock();
      return () => meter.acknowledged(platform, secondsSince(startedAt));
    },
    follow: followRequest,
  });

  return {
    bot: watchBot,
    commands: (commands) => (tracer ? commands.map(watchCommand) : commands),
    source: watchSource,
    platform: watchPlatform,
    deliveries: {
      follow({ id, platform }, work) {
        const subject = { name: 'delivery', kind: 'internal', attributes: { platform, request: id } } as const;
        return followRequest(id, () => span(subject, work));
      },
      ended: (platform, outcome, count = 1) => meter?.deliveryEnded(platform, outcome, count),
      failed: (platform, failure) => meter?.deliveryFailed(platform, failure),
    },
  };
}

/** The answer may be about anybody: what is told of it is what the bot did. */
function tellAnswer({ command, understood, failed }: Answer): Attributes {
  return {
    ...(command !== undefined && { command }),
    ...(understood !== undefined && { understood }),
    failed,
  };
}

/** Without the query, which says what was asked for. */
const aboutRequest = ({ kind, site }: SourceName, { method = 'GET', path }: WatchedRequest): SpanSubject => ({
  name: `${method} ${kind}`,
  kind: 'client',
  attributes: { site, 'http.request.method': method, 'url.path': path.split('?', 1)[0] ?? '' },
});

const tellStatus = ({ status }: { readonly status: number }): Attributes => ({ 'http.response.status_code': status });

/** Ids come from outside: what could not stand in a header is not sent. */
const SENDABLE = /^[\w.:-]{1,128}$/;

function withRequestId<R extends WatchedRequest>(request: R): R {
  const id = currentRequest();
  if (id === undefined || !SENDABLE.test(id)) return request;
  return { ...request, headers: { ...request.headers, 'x-request-id': id } };
}

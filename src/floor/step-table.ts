import type { InstructionResponse, User } from '../clients/floor/floor-client.ts';
import { type Table, time } from '../core/reply.ts';
import { userName } from './people.ts';

/** The last first; what does not tell when comes behind, as the server lists it, its last first too. */
export function lastFirst<T extends { readonly at?: number }>(things: readonly T[]): readonly T[] {
  return things.toReversed().toSorted((a, b) => (b.at ?? 0) - (a.at ?? 0));
}

/** `Torque check: 12.02`. */
export const answerText = ({ stepName = 'a step', answer = 'answer not reported' }: InstructionResponse): string =>
  `${stepName}: ${answer}`;

/** Answers to steps, one row each; who gave them only where people may be named. */
export function stepTable(responses: readonly InstructionResponse[], users: readonly User[] | undefined): Table {
  const titles = ['Step', 'Answer', 'When', ...(users === undefined ? [] : ['Who'])];
  return {
    kind: 'table',
    columns: titles.map((title) => ({ title })),
    rows: responses.map(({ stepName, answer, at, userId }) => [
      [stepName ?? 'not reported'],
      [answer ?? 'not reported'],
      [at === undefined ? 'not reported' : time(at, 'date-time')],
      ...(users === undefined ? [] : [[userId === undefined ? 'not reported' : userName(userId, users)]]),
    ]),
  };
}

import { hash } from 'node:crypto';

/** Numbers that look random and are the same for the same seed. */
export interface Random {
  /** 0 ≤ number < 1. */
  next(): number;
  /** from ≤ number < to. */
  between(from: number, to: number): number;
  /** from ≤ whole number ≤ to. */
  integer(from: number, to: number): number;
  chance(probability: number): boolean;
  /** One of the things; throws RangeError where there are none. */
  pick<T>(things: readonly T[]): T;
}

/** A stream of numbers from a seed (mulberry32): the world must be the same on every machine and in every year. */
export function createRandom(seed: string): Random {
  let state = Number.parseInt(hash('sha1', seed).slice(0, 8), 16);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const between = (from: number, to: number): number => from + next() * (to - from);
  return {
    next,
    between,
    integer: (from, to) => Math.floor(between(from, to + 1)),
    chance: (probability) => next() < probability,
    pick: (things) => {
      const thing = things[Math.floor(next() * things.length)];
      if (thing === undefined) throw new RangeError('Nothing to pick from.');
      return thing;
    },
  };
}

/** The UUID of a thing that is told apart by this text. */
export function uuidOf(text: string): string {
  const hex = hash('sha1', text);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

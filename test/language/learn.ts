import { loudness, packed, type Weights } from '../../src/language/intents/evidence.ts';

/** What stands in a sentence, and its intent. */
export interface Lesson {
  readonly found: readonly string[];
  readonly intent: string;
}

interface Weight {
  readonly weights: Float64Array;
  /** The mean of the weights behind the last rounds. */
  readonly mean: Float64Array;
  /** The squares of all steps so far: what moved much moves less. */
  readonly moved: Float64Array;
}

interface Prepared {
  readonly of: readonly Weight[];
  readonly loud: number;
  readonly intent: number;
}

const ROUNDS = 20;
/** The weights are the mean of those behind so many last rounds: what one round happens to leave out matters less. */
const KEPT_ROUNDS = 10;
const STEP = 0.1;
/** Pull weights towards nothing, so that few remain and what was seen once counts little. */
const PULL = 1e-4;
const PUSH = 2e-3;
/** The share of the evidence that is left out in each round, so that none is relied upon alone. */
const LEFT_OUT = 0.4;
/** What was seen in fewer sentences is left out. */
const FEWEST = 3;

/** Finds the weights under which the intents of the lessons are likeliest (multinomial logistic regression by AdaGrad); the same lessons give the same weights. */
export function learn(lessons: readonly Lesson[]): Weights {
  const intents = [...new Set(lessons.map(({ intent }) => intent))].sort();
  const of = weightsOf(lessons, intents.length);
  const prepared = lessons.map(({ found, intent }) => ({
    of: found.flatMap((each) => of.get(each) ?? []),
    loud: loudness(found.length),
    intent: intents.indexOf(intent),
  }));
  const random = createRandom();
  for (let round = 0; round < ROUNDS; round++) {
    for (const lesson of shuffled(prepared, random)) step(lesson, intents.length, random);
    if (round >= ROUNDS - KEPT_ROUNDS) for (const weight of of.values()) keep(weight);
  }
  const rows = [...of].map(([each, { mean }]) => [each, packed([...mean.entries()])] as const);
  return { intents, of: Object.fromEntries(rows.filter(([, row]) => row !== '').sort(([a], [b]) => (a < b ? -1 : 1))) };
}

function weightsOf(lessons: readonly Lesson[], intents: number): ReadonlyMap<string, Weight> {
  const seen = new Map<string, number>();
  for (const each of lessons.flatMap(({ found }) => found)) seen.set(each, (seen.get(each) ?? 0) + 1);
  const kept = [...seen].filter(([, count]) => count >= FEWEST);
  return new Map(
    kept.map(([each]) => [
      each,
      {
        weights: new Float64Array(intents),
        mean: new Float64Array(intents),
        moved: new Float64Array(intents).fill(0.01),
      },
    ]),
  );
}

function keep({ weights, mean }: Weight): void {
  for (const [i, weight] of weights.entries()) mean[i] = (mean[i] ?? 0) + weight / KEPT_ROUNDS;
}

/** Moves the weights of one lesson's evidence against what is wrong with its likelihoods. */
function step(lesson: Prepared, intents: number, random: () => number): void {
  const of = lesson.of.filter(() => random() >= LEFT_OUT);
  const loud = lesson.loud / (1 - LEFT_OUT);
  const wrong = likelihoods(of, loud, intents);
  wrong[lesson.intent] = (wrong[lesson.intent] ?? 0) - 1;
  for (const { weights, moved } of of) {
    for (let i = 0; i < intents; i++) {
      const weight = weights[i] ?? 0;
      const slope = (wrong[i] ?? 0) * loud + PULL * weight;
      const squares = (moved[i] ?? 0) + slope * slope;
      const pace = STEP / Math.sqrt(squares);
      const next = weight - pace * slope;
      moved[i] = squares;
      weights[i] = Math.sign(next) * Math.max(0, Math.abs(next) - pace * PUSH);
    }
  }
}

function likelihoods(of: readonly Weight[], loud: number, intents: number): Float64Array {
  const sums = new Float64Array(intents);
  for (const { weights } of of) for (let i = 0; i < intents; i++) sums[i] = (sums[i] ?? 0) + (weights[i] ?? 0) * loud;
  const most = Math.max(...sums);
  const odds = sums.map((sum) => Math.exp(sum - most));
  const total = odds.reduce((all, each) => all + each, 0);
  return odds.map((each) => each / total);
}

/** The same numbers each time (Lehmer's generator). */
function createRandom(): () => number {
  let state = 1;
  return () => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function shuffled<T>(list: readonly T[], random: () => number): readonly T[] {
  return list
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

// Measures how well sentences are understood, and how quickly.
import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { CONTEXT, type Context, createReader, PLANT_NAMES } from '../language/engine.ts';
import { type LabelledSentence, readSentences } from '../language/labelled-sentences.ts';
import { learnFrom } from '../language/lessons.ts';
import { confusions, type Result, results, type Score, score } from '../language/score.ts';

const ROBOTS = 200;
const MISSIONS = 500;
const STATIONS = 100;
const PRODUCTS = 200;
const COLD_STARTS = 7;
const CONFUSIONS_SHOWN = 12;
/** Sentences far from the words of the vocabulary, near to another intent, or with much around the question. */
const HARD = /^(?:everyday|mixture)/;

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

function scoreRow(name: string, list: readonly Result[]): string {
  const { sentences, intent, slots, both, confidentlyWrong, unsure }: Score = score(list);
  const shares = [intent, slots, both, confidentlyWrong, unsure].map(percent).join(' | ');
  return `| ${name} | ${sentences} | ${shares} |`;
}

/** Only intents: those held out are not to be read. */
function confusionRows(list: readonly Result[]): string {
  return confusions(list)
    .slice(0, CONFUSIONS_SHOWN)
    .map(({ meant, got, count }) => `| \`${meant}\` | \`${got}\` | ${count} |`)
    .join('\n');
}

/** The names of a large fleet and a large shop floor, those of the sentences among them. */
function largeContext(): Context {
  const { robots, missions, sites } = CONTEXT.names;
  const places = ['Turbine', 'Cooling', 'Pump', 'Tank', 'Switch', 'Cable', 'Roof', 'Yard', 'Boiler', 'Loading'];
  const rounds = ['Hall Round', 'Gauge Walk', 'Thermal Sweep', 'Leak Check', 'Night Patrol'];
  const moreRobots = Array.from({ length: ROBOTS }, (_, i) => `Walker-${String(i).padStart(3, '0')}`);
  const moreMissions = places.flatMap((place) =>
    rounds.flatMap((round) => Array.from({ length: 10 }, (_, i) => `${place} ${i + 1} ${round}`)),
  );
  return {
    ...CONTEXT,
    names: {
      robots: [...robots, ...moreRobots].slice(0, ROBOTS),
      missions: [...missions, ...moreMissions].slice(0, MISSIONS),
      sites,
      stations: [
        ...PLANT_NAMES.stations,
        ...places.flatMap((place) => Array.from({ length: 10 }, (_, i) => `${place} Cell ${i + 1}`)),
      ].slice(0, STATIONS),
      products: [...PLANT_NAMES.products, ...Array.from({ length: PRODUCTS }, (_, i) => `Part ${i}-${i * 7}`)],
    },
  };
}

/** Milliseconds that each sentence takes, the shortest first. */
function timings(sentences: readonly LabelledSentence[]): readonly number[] {
  const context = largeContext();
  const read = createReader(undefined, () => context);
  for (const sentence of sentences) read({ ...sentence, thread: [] });
  return sentences
    .map((sentence) => {
      const from = performance.now();
      read({ ...sentence, thread: [] });
      return performance.now() - from;
    })
    .sort((a, b) => a - b);
}

/** Milliseconds that loading and the first sentence add to the start of a process; the middle of several. */
function coldStart(): number {
  const pathOf = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
  const args = ['--import', pathOf('../../src/runtime.mjs'), pathOf('language-cold-start.ts')];
  const times = Array.from({ length: COLD_STARTS }, () =>
    Number(spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 30_000 }).stdout),
  ).sort((a, b) => a - b);
  return times[Math.floor(times.length / 2)] ?? Number.NaN;
}

/** How well the sentences of the writers who tried hardest are understood by what the others taught. */
function leftOut(): readonly Result[] {
  const files = readdirSync(new URL('../language/sentences/learning/', import.meta.url)).filter((file) =>
    HARD.test(file),
  );
  return files.flatMap((file) => {
    const weights = learnFrom([...readSentences('tuning'), ...readSentences('learning', (other) => other !== file)]);
    return results(
      readSentences('learning', (other) => other === file),
      createReader(weights),
    );
  });
}

const heldOut = readSentences('held-out');
const read = createReader();
const learned = results([...readSentences('learning'), ...readSentences('tuning')], read);
const held = results(heldOut, read);
const isForeign = ({ sentence }: Result): boolean => sentence.lang !== undefined;
const took = timings(heldOut);
const mean = took.reduce((sum, ms) => sum + ms, 0) / took.length;
const slow = took[Math.floor(took.length * 0.99)] ?? Number.NaN;

const report = `# Benchmarks of understanding

Written by \`npm run bench:language\`. Machine: ${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.versions.node}.

The sentences and how they are labelled: [test/language/sentences](../test/language/sentences/README.md). Those held out are learned from by nothing and read by nobody who writes rules and words.

| sentences | | intent right | slots right | both right | wrong and sure | asked back |
|---|---|---|---|---|---|---|
${scoreRow('held out', held)}
${scoreRow(
  'held out, English',
  held.filter((result) => !isForeign(result)),
)}
${scoreRow('held out, other languages', held.filter(isForeign))}
${scoreRow(
  'held out, behind another sentence',
  held.filter(({ sentence }) => sentence.thread !== undefined),
)}
${scoreRow('written to be hard, each file by what the others teach', leftOut())}
${scoreRow('learned', learned)}

Wanted: 95 % intent, 90 % both, less than 2 % wrong and sure (a confidence of 0.7 or more; below it the bot asks back with its guesses; a command runs only from 0.8 on, and one that changes something never does).

## Taken for something else

Among the held-out sentences, the most frequent first.

| meant | understood | times |
|---|---|---|
${confusionRows(held)}

## Time

| | ms | wanted |
|---|---|---|
| a sentence, at ${ROBOTS} robots, ${MISSIONS} missions, ${STATIONS} stations and ${PRODUCTS} products, mean | ${mean.toFixed(2)} | 5 |
| the same, 99 of 100 within | ${slow.toFixed(2)} | |
| loading rules and words, and the first sentence | ${coldStart().toFixed(0)} | 100 |
`;
process.stdout.write(report);
writeFileSync(new URL('../../docs/benchmarks-language.md', import.meta.url), report);

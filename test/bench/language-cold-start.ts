// Prints how many milliseconds a process that has loaded its commands takes to load rules and words and to understand its first sentence.
import '../../src/commands/index.ts';

const from = performance.now();
const { createReader } = await import('../language/engine.ts');
createReader()({ text: 'how did the last mission go?', intent: 'run_last', slots: {} });
process.stdout.write(String(performance.now() - from));

// `npm run fuzz -- [REQUESTS] [SEED]`: malformed requests to every door; a million where no number is given, for the night.
import { attack, isFlat } from './attack.ts';

const [requests = 1_000_000, seed = 1] = process.argv.slice(2).map(Number);
const report = await attack({ requests, seed });
process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
const answers = report.programs.every(({ isAlive, answer }) => isAlive && /I know \d+ commands/.test(answer));
const isSound = report.broken.length === 0 && answers && isFlat(report, 0.2);
process.stdout.write(isSound ? 'Nothing broke.\n' : 'Something broke: see above.\n');
process.exitCode = isSound ? 0 : 1;

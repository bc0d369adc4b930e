// Plain JavaScript, loaded before anything else: an old Node says what is wrong instead of failing to read TypeScript,
// and what Node compiles is kept, so that the next start is quicker.
import module from 'node:module';

if (Number.parseInt(process.versions.node, 10) < 24) {
  process.stderr.write(
    `This program runs on Node 24 or later; this is Node ${process.versions.node}. Run it with "npm start" after "npm ci", which brings the right one.\n`,
  );
  process.exit(1);
}
module.enableCompileCache();

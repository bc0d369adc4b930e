// Plain JavaScript, loaded first: says clearly what is wrong where an old Node would only fail to read TypeScript, and
// keeps what Node compiles, so that the next start is quicker.
import { enableCompileCache } from 'node:module';

if (Number.parseInt(process.versions.node, 10) < 24) {
  process.stderr.write(
    `This program runs on Node 24 or later; this is Node ${process.versions.node}. Run it with "npm start" after "npm ci", which brings the right one.\n`,
  );
  process.exit(1);
}
enableCompileCache();

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { command, instructions, lastOf, readText } from './dockerfile.ts';

const ROOT = new URL('../../', import.meta.url);
const wordsOf = (keyword: string): readonly string[] =>
  instructions.filter((each) => each.keyword === keyword).map(({ words }) => words);

/** The files that come from the project, not from another stage. */
const copied = wordsOf('COPY')
  .filter((words) => !words.includes('--from='))
  .flatMap((words) => words.split(' ').slice(0, -1));

/** Whether .dockerignore lets a file into the build: its last line that fits decides. */
function isLetIn(path: string): boolean {
  const lines = readText('.dockerignore').split('\n');
  const fits = (glob: string): boolean => {
    const source = glob
      .replaceAll('.', '\\.')
      .replaceAll(/\*\*\/|\*/g, (star) => (star === '*' ? '[^/]*' : '(?:.*/)?'));
    return new RegExp(`^${source}(?:/|$)`).test(path);
  };
  const last = lines.findLast((line) => line !== '' && !line.startsWith('#') && fits(line.replace('!', '')));
  return last === undefined || last.startsWith('!');
}

test('the image starts what the Procfile starts, without a shell between', () => {
  expect(JSON.parse(lastOf('CMD')).join(' ')).toBe(command);
  expect(lastOf('ENTRYPOINT')).toBe('');
});

test('everything that is copied exists', () => {
  expect(copied).toContain('src');
  expect(copied.filter((path) => !existsSync(new URL(path, ROOT)))).toEqual([]);
});

test('into the build comes what is copied and nothing else', () => {
  const opened = readText('.dockerignore')
    .split('\n')
    .filter((line) => line.startsWith('!'))
    .map((line) => line.slice(1));
  expect(opened.toSorted()).toEqual([...copied].toSorted());
  expect(copied.filter((path) => !isLetIn(path))).toEqual([]);
  expect(isLetIn('src/main.ts')).toBe(true);
  const kept = [
    '.env',
    '.git/config',
    'data/scout-bot.sqlite',
    'docs/pictures/robots.png',
    'node_modules/pg/package.json',
  ];
  expect([...kept, 'src/.env', 'src/core/.env.local', 'src/bot.log', 'test/readme.test.ts'].filter(isLetIn)).toEqual(
    [],
  );
});

test('the Node of the image is the one of the tests, and one that the program runs on', () => {
  const { devDependencies, engines } = JSON.parse(readText('package.json'));
  const [, version] = /^node:([\d.]+)-\S+ AS build$/.exec(wordsOf('FROM')[0] ?? '') ?? [];
  expect(version).toBe(devDependencies.node);
  expect(version?.split('.')[0]).toBe(/\d+/.exec(engines.node)?.[0]);
  expect(wordsOf('COPY')).toContain('--from=build /usr/local/bin/node /usr/local/bin/node');
});

test('every base has a tag, which is not `latest`', () => {
  const bases = wordsOf('FROM').map((words) => words.split(' ')[0]);
  expect(bases).toHaveLength(2);
  expect(bases.filter((base) => !/:(?!latest$)[\w.-]+$/.test(base ?? ''))).toEqual([]);
  expect(lastOf('LABEL')).toContain(`org.opencontainers.image.base.name="${bases.at(-1)}"`);
});

test('the image runs as a user with a number who is not root, and is stopped as the program expects', () => {
  expect(lastOf('USER')).toMatch(/^[1-9]\d*:[1-9]\d*$/);
  expect(wordsOf('COPY').filter((words) => words.includes('--chown='))).toEqual([
    `--from=build --chown=${lastOf('USER')} /build/scout-bot/data /app/data`,
  ]);
  expect(lastOf('STOPSIGNAL')).toBe('SIGTERM');
});

test('no setting but the port, and so no secret, stands in the image', () => {
  const named = [...wordsOf('ENV'), ...wordsOf('ARG')]
    .flatMap((words) => words.split(' '))
    .map((word) => word.split('=')[0]);
  expect(named.toSorted()).toEqual(['NODE_ENV', 'PORT', 'REVISION', 'VERSION']);
});

test('no install script runs in the build, and none is missed: those that may run are for development', () => {
  expect(readText('deploy/install.sh')).toMatch(/^npm ci --omit=dev --ignore-scripts /m);
  const { packages } = JSON.parse(readText('package-lock.json'));
  const { allowScripts } = JSON.parse(readText('package.json'));
  const inProduction = Object.keys(packages).filter((path) => packages[path].hasInstallScript && !packages[path].dev);
  const names = inProduction.map((path) => path.split('node_modules/').at(-1) ?? '');
  expect(names.filter((name) => allowScripts[name] !== false)).toEqual([]);
});

test('what makes the parts list takes the development packages away first, without which npm lists too little', () => {
  const lines = readText('deploy/install.sh').split('\n');
  const at = (start: string): number => lines.findIndex((line) => line.startsWith(start));
  expect(at('npm pkg delete devDependencies')).toBeGreaterThan(at('npm ci'));
  expect(at('npm sbom --sbom-format cyclonedx')).toBeGreaterThan(at('npm pkg delete devDependencies'));
  expect(readText('deploy/sbom.sh')).toContain('deploy/install.sh');
});

describe('the health check of the image', () => {
  const [kind, options] = [lastOf('HEALTHCHECK').split(' CMD ')[1], lastOf('HEALTHCHECK')];
  const [program, ...words]: readonly string[] = JSON.parse(kind ?? '[]');

  async function check(port: number): Promise<unknown> {
    const child = spawn(process.execPath, words, { env: { PORT: `${port}` }, stdio: 'ignore' });
    const [code] = await once(child, 'exit');
    return code;
  }

  test.each([
    [200, 0],
    [503, 1],
  ])('/health answers %s: exit code %s', async (status, code) => {
    const asked: unknown[] = [];
    const server = createServer(({ url }, response) => {
      asked.push(url);
      response.writeHead(status).end();
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    expect(await check((server.address() as AddressInfo).port)).toBe(code);
    expect(asked).toEqual(['/health']);
    server.close();
  });

  test('nobody answers: exit code 1', async () => {
    const server = createServer();
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    expect(await check(port)).toBe(1);
  });

  test('needs nothing but Node, and asks at the port that is set and exposed', () => {
    expect(program).toBe('node');
    expect(words.join(' ')).toContain('process.env.PORT');
    expect(lastOf('ENV').split(' ')).toContain(`PORT=${lastOf('EXPOSE')}`);
    expect(options).toContain('--timeout=');
  });
});

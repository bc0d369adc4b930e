import type { FloorSimulator, FloorSimulatorOptions } from '../../../src/simulator/floor/floor-simulator.ts';
import { createFloorVisitor, type FloorVisitor } from './floor-visitor.ts';
import { CLOCK } from './sample-plant.ts';
import { startSampleFloor } from './sample-simulator.ts';

const MINUTE = 60_000;

async function withFloor(
  look: (visitor: FloorVisitor, simulator: FloorSimulator) => Promise<void>,
  options: FloorSimulatorOptions = {},
): Promise<void> {
  const simulator = await startSampleFloor(options);
  const visitor = createFloorVisitor(simulator);
  try {
    await look(visitor, simulator);
  } finally {
    visitor.close();
    await simulator.close();
  }
}

const statusWith = async (visitor: FloorVisitor, token: string): Promise<number> =>
  (await visitor.get('/stations', { authorization: `Bearer ${token}` })).status;
const renew = (visitor: FloorVisitor, token: string) =>
  visitor.post('/token/renew', undefined, { authorization: `Bearer ${token}` });

test('a token is a JWT that says when it ends, in 30 minutes', () =>
  withFloor(async (visitor) => {
    const token = await visitor.logIn();
    const [, claims = ''] = token.split('.');
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({
      sub: 'floor-bot',
      iat: CLOCK / 1000,
      exp: CLOCK / 1000 + 1800,
    });
  }));

test('a token is taken to the last moment of its 30 minutes and not after', () =>
  withFloor(async (visitor, { clock }) => {
    const token = await visitor.logIn();
    clock.moveBy(30 * MINUTE - 1);
    expect(await statusWith(visitor, token)).toBe(200);
    clock.moveBy(1);
    const late = await visitor.get('/stations');
    expect([late.status, late.headers['www-authenticate']]).toEqual([401, 'Bearer error="invalid_token"']);
    expect(late.json()).toMatchObject({ statusCode: 401 });
  }));

test('no token, a made-up one and one that was changed are refused', () =>
  withFloor(async (visitor) => {
    expect((await visitor.get('/stations')).status).toBe(401);
    expect(await statusWith(visitor, 'a.b.c')).toBe(401);
    const [header, claims, signature] = (await visitor.logIn()).split('.');
    const longer = Buffer.from(JSON.stringify({ sub: 'floor-bot', jti: 0, exp: 9e9 })).toString('base64url');
    expect(await statusWith(visitor, [header, longer, signature].join('.'))).toBe(401);
    expect(await statusWith(visitor, [header, claims, signature].join('.'))).toBe(200);
  }));

test('renewing gives another 30 minutes; the old token lasts until its own end', () =>
  withFloor(async (visitor, { clock }) => {
    const old = await visitor.logIn();
    clock.moveBy(25 * MINUTE);
    const answer = await renew(visitor, old);
    expect(answer.status).toBe(200);
    const { token } = answer.json() as { readonly token: string };
    expect(await statusWith(visitor, old)).toBe(200);
    clock.moveBy(29 * MINUTE);
    expect([await statusWith(visitor, old), await statusWith(visitor, token)]).toEqual([401, 200]);
  }));

test('a token that has ended cannot be renewed', () =>
  withFloor(async (visitor, { clock }) => {
    const token = await visitor.logIn();
    clock.moveBy(30 * MINUTE);
    const answer = await renew(visitor, token);
    expect(answer.json()).toMatchObject({ title: 'Unauthorized', status: 401 });
  }));

test('a server may be less strict: skew, grace for renewals, old tokens revoked', () =>
  withFloor(
    async (visitor, { clock }) => {
      const token = await visitor.logIn();
      clock.moveBy(34 * MINUTE);
      expect(await statusWith(visitor, token)).toBe(200);
      clock.moveBy(2 * MINUTE);
      expect(await statusWith(visitor, token)).toBe(401);
      expect((await renew(visitor, token)).status).toBe(200);
      expect((await renew(visitor, token)).status).toBe(401);
    },
    { tokens: { skewSeconds: 300, renewGraceSeconds: 600, revokesOnRenew: true } },
  ));

test('a log-in may be a form, and a wrong password is refused', () =>
  withFloor(async (visitor, { credentials }) => {
    const form = new URLSearchParams({ ...credentials, grant_type: 'password' }).toString();
    expect((await visitor.post('/token', form)).status).toBe(200);
    const wrong = await visitor.post('/token', { username: credentials.username, password: 'open' });
    expect([wrong.status, wrong.headers['content-type']]).toEqual([401, 'application/problem+json; charset=utf-8']);
    expect((await visitor.post('/token')).status).toBe(401);
  }));

test('the same seed and clock give the same tokens', async () => {
  const tokens: string[] = [];
  for (const _ of [1, 2]) {
    await withFloor(async (visitor) => {
      tokens.push(await visitor.logIn());
    });
  }
  expect(tokens[0]).toBe(tokens[1]);
});

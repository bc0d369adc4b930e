import { SCOUTS } from './examined-scouts.ts';
import { silence } from './faults.ts';
import { startMuteServer } from './mute-server.ts';

test('a connection is waited for as long as the page says, and an answer too', async () => {
  const mute = await startMuteServer();
  const told = SCOUTS.flatMap(([, open]) => [
    open({ port: mute.port }).then(async (scout) => {
      const connecting = await scout.ask();
      await scout.close();
      return connecting;
    }),
    open().then(async (scout) => {
      scout.door.spoil(silence);
      const asking = await scout.ask();
      await scout.close();
      return asking;
    }),
  ]);
  const [connecting, asking] = [
    'Scout north does not answer: no connection within 3 s.',
    'Scout north does not answer: no answer within 10 s.',
  ];
  expect(await Promise.all(told)).toEqual([connecting, asking, connecting, asking]);
  mute.close();
});

import { createAdmission } from '../../../src/platforms/teams/admission.ts';
import { personalMessage } from './activities.ts';

const admit = createAdmission({ tokens: undefined, tenants: [], mayAnswerAt: () => true });
const knockFrom = (remoteAddress: string | undefined) =>
  admit({
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify(personalMessage('http://127.0.0.1:1/', 'robots'))),
    remoteAddress,
  });

test.each(['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1'])('an anonymous bot lets in %s', async (address) => {
  expect(await knockFrom(address)).toHaveProperty('envelope');
});

test.each(['192.168.1.7', '::ffff:10.0.0.1', '2001:db8::1', '1.127.0.1', undefined])(
  'an anonymous bot does not let in %s',
  async (address) => {
    expect(await knockFrom(address)).toEqual({ refusal: 'anonymous, and not from this machine' });
  },
);

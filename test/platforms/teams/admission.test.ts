import { createAdmission } from '../../../src/platforms/teams/admission.ts';
import { personalMessage, TENANT } from './activities.ts';

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

describe('of the tenants that an activity names', () => {
  const tenantsAllowed = createAdmission({ tokens: undefined, tenants: [TENANT], mayAnswerAt: () => true });
  const named = (conversationTenant: string | null, channelTenant: string | null) =>
    tenantsAllowed({
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(
        JSON.stringify(
          personalMessage('http://127.0.0.1:1/', 'robots', {
            conversation: { id: 'a:1', tenantId: conversationTenant },
            channelData: { tenant: { id: channelTenant } },
          }),
        ),
      ),
      remoteAddress: '127.0.0.1',
    });

  test.each([
    [TENANT, TENANT, true, TENANT],
    [TENANT.toUpperCase(), null, true, TENANT.toUpperCase()],
    [null, TENANT, true, null],
    ['tenant-2', 'tenant-2', false, 'tenant-2'],
    [TENANT, 'tenant-2', false, 'tenant-2'],
    ['tenant-2', TENANT, false, 'tenant-2'],
    [null, 'tenant-2', false, 'tenant-2'],
  ])('%s and %s: all may ask: %s', async (first, second, mayAsk, tenantId) => {
    const conversation = { id: 'a:1', tenantId };
    expect(await named(first, second)).toMatchObject({ mayAsk, envelope: { conversation } });
  });

  test('none at all is a refusal', async () => {
    expect(await named(null, null)).toEqual({ refusal: 'no tenant' });
  });
});

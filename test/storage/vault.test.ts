import { StoreError } from '../../src/storage/store-error.ts';
import { createVault } from '../../src/storage/vault.ts';
import { fc } from '../fixtures/property.ts';

const key = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));
const text = fc.string({ unit: 'binary' });

const [OLD, NEW] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];

test('what was sealed opens again', () => {
  fc.assert(
    fc.property(key, text, text, (aKey, secret, place) => {
      const vault = createVault([aKey]);
      expect(vault.open(vault.seal(secret, place), place)).toBe(secret);
    }),
  );
});

test('sealed text does not open once any of its characters was changed', () => {
  fc.assert(
    fc.property(text, fc.nat(), fc.constantFrom(...'AZaz09-_.'), (secret, position, character) => {
      const vault = createVault([OLD]);
      const sealed = vault.seal(secret, 'here');
      const at = position % sealed.length;
      const changed = sealed.slice(0, at) + character + sealed.slice(at + 1);
      // The last character of base64 holds bits that mean nothing.
      const isSame = Buffer.from(changed.slice(9), 'base64url').equals(Buffer.from(sealed.slice(9), 'base64url'));
      fc.pre(changed.slice(0, 9) !== sealed.slice(0, 9) || !isSame);
      expect(() => vault.open(changed, 'here')).toThrow(StoreError);
    }),
  );
});

test('nothing that was never sealed opens', () => {
  const vault = createVault([OLD]);
  const id = vault.seal('', '').split('.')[0];
  fc.assert(
    fc.property(text, (noise) => {
      expect(() => vault.open(noise, '')).toThrow(StoreError);
      expect(() => vault.open(`${id}.${noise}`, '')).toThrow(StoreError);
    }),
  );
});

test('the same text is sealed differently each time, and cannot be read in it', () => {
  const vault = createVault([OLD]);
  const [one, other] = [vault.seal('xoxb-secret', 'here'), vault.seal('xoxb-secret', 'here')];
  expect(one).not.toBe(other);
  expect(Buffer.from(one.slice(9), 'base64url').includes('xoxb')).toBe(false);
});

test('sealed text does not open in another place', () => {
  const vault = createVault([OLD]);
  expect(() => vault.open(vault.seal('secret', 'team 1'), 'team 2')).toThrow('install the app again');
});

test('after a change of keys the old one still opens, and the new one seals', () => {
  const sealed = createVault([OLD]).seal('secret', 'here');
  const both = createVault([NEW, OLD]);
  expect(both.open(sealed, 'here')).toBe('secret');
  expect(createVault([NEW]).open(both.seal('secret', 'here'), 'here')).toBe('secret');
});

test('without the right key it says which is missing, and not what it is', () => {
  const sealed = createVault([OLD]).seal('secret', 'here');
  const id = sealed.slice(0, 8);
  expect(() => createVault([NEW]).open(sealed, 'here')).toThrow(`What was sealed with the key ${id} cannot be opened`);
  expect(() => createVault([]).open(sealed, 'here')).toThrow('SECRET_KEY');
  expect(OLD.toString('hex')).not.toContain(id);
});

test('without any key nothing can be sealed, and a key of another length is refused', () => {
  expect(() => createVault([]).seal('secret', 'here')).toThrow('set SECRET_KEY to 32 random bytes');
  expect(() => createVault([Buffer.alloc(16)])).toThrow('a key has 32 bytes');
});

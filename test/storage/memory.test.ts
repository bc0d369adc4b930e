import { describeStore } from '../contracts/store.ts';

describe('a store in memory', () => {
  describeStore(async () => ({ kind: 'memory' }));
});

// What takes minutes and GBs: `npm run test:large`. Tests that can run longer than in `npm test` do.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/large/*.test.ts', 'test/ingest/{kill,store-twin}.test.ts', 'test/differential/*.test.ts'],
    env: { TRAILWRIGHT_LARGE: '1' },
    testTimeout: 3_600_000,
    hookTimeout: 600_000,
    fileParallelism: false,
    pool: 'forks',
  },
});

import swc from 'unplugin-swc';
import { defineConfig } from 'vitest/config';
import { findBrowser } from './tools/screenshots/find-browser.mjs';

const SOURCE_CONDITIONS = {
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source', 'node'] } },
};

/** Tests that start nothing and need nothing. They can run alone, at once. */
const ALONE = [
  'workflows/**/*.test.ts',
  'tools/**/*.test.ts',
  'apps/twilio-sim/**/*.test.ts',
  'apps/**/*.unit.test.ts',
  'test/boundaries.test.ts',
];
/** Tests against the real PostgreSQL and the real Temporal, which one set-up starts for all of them. */
const WITH_SERVERS = [
  'workflows/**/*.workflow.test.ts',
  'prisma/**/*.test.ts',
  'apps/api/**/*.test.ts',
  'apps/worker/**/*.test.ts',
  'test/**/*.test.ts',
];
/** Where there is no browser their tests are left out, and `npm test` says so at its end. */
const NEVER = ['**/node_modules/**', '**/dist/**', ...(findBrowser() ? [] : ['test/browser/**'])];

export default defineConfig({
  // Nest injects by the types of constructor parameters, which only SWC (or tsc) writes down.
  plugins: [
    swc.vite({
      module: { type: 'es6' },
      jsc: {
        target: 'es2022',
        parser: { syntax: 'typescript', decorators: true, tsx: true },
        transform: { legacyDecorator: true, decoratorMetadata: true, react: { runtime: 'automatic' } },
        keepClassNames: true,
      },
    }),
  ],
  oxc: false,
  ...SOURCE_CONDITIONS,
  test: {
    // The zone of the machine must never matter; an odd one makes a slip visible.
    env: { TZ: 'Pacific/Chatham' },
    execArgv: ['--import', new URL('test/support/leave-with-parent.mjs', import.meta.url).href],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ALONE, exclude: [...NEVER, 'workflows/**/*.workflow.test.ts'] },
      },
      {
        extends: true,
        test: {
          name: 'console',
          include: ['apps/console/**/*.test.{ts,tsx}'],
          exclude: NEVER,
          environment: 'jsdom',
        },
      },
      {
        extends: true,
        test: {
          name: 'servers',
          include: WITH_SERVERS,
          exclude: [...NEVER, '**/*.unit.test.ts', 'test/boundaries.test.ts'],
          globalSetup: 'test/support/global-setup.ts',
          setupFiles: 'test/support/setup.ts',
        },
      },
    ],
  },
});

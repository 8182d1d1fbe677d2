import js from '@eslint/js';
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { boundaries } from './tools/lint/boundaries.mjs';

const TYPESCRIPT = ['**/*.ts', '**/*.tsx'];

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      '**/generated/**',
      '.nx/**',
      '.aftercare/**',
      'coverage/**',
      'tools/temporal/**',
      // Made from the OpenAPI document.
      'apps/console/src/api/schema.ts',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  { files: TYPESCRIPT, extends: [tseslint.configs.recommended] },
  {
    files: TYPESCRIPT,
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      // The few rules that need types and find real faults; all others would double the time for style.
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-console': 'off',
    },
  },
  {
    // They import from test/ and so belong to its project, whatever folder they lie in.
    files: ['**/*.test.ts', 'test/**/*.ts', 'apps/*/testing/**/*.ts', 'vitest.config.ts'],
    ignores: ['apps/console/**'],
    languageOptions: { parserOptions: { projectService: false, project: './test/tsconfig.json' } },
    // Journeys look into answers whose shape is what they are there to check.
    rules: { '@typescript-eslint/no-explicit-any': 'off' },
  },
  {
    files: ['**/*.mjs', '**/*.js'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'process',
          'console',
          'URL',
          'fetch',
          'AbortSignal',
          'AbortController',
          'Buffer',
          'performance',
          'WebAssembly',
        ]
          .concat(['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'])
          .map((name) => [name, 'readonly']),
      ),
    },
  },
  // Served as it is, to browsers.
  { files: ['apps/twilio-sim/public/**/*.js'], rules: { 'no-undef': 'off' } },
  { files: ['apps/console/**/*.{ts,tsx}'], extends: [hooks.configs.flat['recommended-latest']] },
  {
    // Whoever imports it directly puts it into the first page for everybody; `components/notify` loads it when it is needed.
    files: ['apps/console/src/**/*.{ts,tsx}'],
    ignores: [
      '**/components/notify.ts',
      '**/layout/Corner.tsx',
      '**/main.tsx',
      '**/testing/**',
      '**/*.test.tsx',
    ],
    rules: { 'no-restricted-imports': ['error', { paths: ['@mantine/notifications'] }] },
  },
  ...boundaries,
);

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Refuses imports, each with the reason that is shown. */
const forbidImports = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });

const pureLibs = [
  {
    regex: '^(@nestjs/|typeorm$|pg$|bullmq$|ioredis$|react$|antd$)',
    message: 'Libs are pure TypeScript: no framework, no database.',
  },
  { regex: '^node:', message: 'Libs run in the browser as well.' },
  { regex: '^@tagloom/(server|web)', message: 'Imports flow one way: apps → libs → contracts.' },
  { regex: '^\\.\\..*/(apps|libs)/', message: 'Import another lib by its name.' },
];
const otherLibs = {
  regex: '^@tagloom/(?!contracts$)',
  message: 'A lib imports contracts alone: apps → libs → contracts.',
};
const everyLib = { regex: '^@tagloom/', message: 'Contracts import nothing of ours.' };

const webFeaturesDir = join(import.meta.dirname, 'apps/web/src/features');
const webFeatures = existsSync(webFeaturesDir) ? readdirSync(webFeaturesDir) : [];

export default tseslint.config(
  {
    ignores: [
      '**/dist/',
      '**/node_modules/',
      '.nx/',
      '**/coverage/',
      '**/*.d.mts',
      '**/routeTree.gen.ts',
      '.tagloom*/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommended],
    rules: {
      'no-undef': 'off',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/no-redeclare': 'off',
    },
  },
  {
    files: ['**/*.{mjs,js}'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'process',
          'console',
          'setTimeout',
          'clearTimeout',
          'setInterval',
          'clearInterval',
          'setImmediate',
          'fetch',
          'URL',
          'Buffer',
          'performance',
          'AbortSignal',
          'structuredClone',
        ].map((name) => [name, 'readonly']),
      ),
    },
    rules: { 'no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }] },
  },
  {
    // functions that Playwright runs in the page
    files: ['apps/web-e2e/src/look*.mjs', 'apps/web-e2e/src/look/*.mjs'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'document',
          'location',
          'history',
          'localStorage',
          'dispatchEvent',
          'getComputedStyle',
          'NodeFilter',
          'PopStateEvent',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
  {
    rules: {
      eqeqeq: ['error', 'smart'],
      'max-lines': ['warn', { max: 300, skipBlankLines: true }],
      'no-console': 'off',
    },
  },

  { files: ['apps/server/src/**/*.ts'], rules: { '@typescript-eslint/consistent-type-imports': 'off' } },
  {
    files: ['libs/*/src/**/*.ts', 'apps/server/src/**/*.ts', 'apps/web/src/**/*.{ts,tsx}'],
    rules: { 'no-console': 'error' },
  },
  {
    files: ['libs/*/src/**/*.ts'],
    ignores: ['**/*.spec.ts', '**/testing/**'],
    rules: forbidImports(...pureLibs, otherLibs),
  },
  { files: ['libs/contracts/src/**/*.ts'], ignores: ['**/*.spec.ts'], rules: forbidImports(...pureLibs, everyLib) },
  {
    files: ['apps/server/src/platform/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: forbidImports({ regex: '/features/', message: 'features/* → platform/*, never back.' }),
  },
  {
    files: ['apps/server/src/features/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: forbidImports({
      regex: '^\\.\\./(\\.\\./)*[^.].*\\.(repository|entity)\\.js$',
      message: "Features meet through an exported service, never through each other's tables.",
    }),
  },
  {
    files: ['apps/web/src/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
  },
  ...webFeatures.map((feature) => ({
    files: [`apps/web/src/features/${feature}/**/*.{ts,tsx}`],
    rules: forbidImports({
      regex: `^(@/features/|(\\.\\./)+(features/)?)(${webFeatures.filter((other) => other !== feature).join('|')})(/|$)`,
      message: 'Routes compose features; a feature does not import another.',
    }),
  })),
);

import { describe, expect, it } from 'vitest';

const sources = import.meta.glob<string>(
  [
    '/src/**/*.{ts,tsx}',
    '!/src/**/*.test.*',
    '!/src/**/i18n/**',
    '!/src/**/*-texts.ts',
    '!/src/platform/i18n/common.ts',
  ],
  {
    query: '?raw',
    import: 'default',
    eager: true,
  },
);
/** The name of a language is written in that language, whatever the language of the page. */
const ALLOWED = /label: '中文'/;
const withoutComments = (code: string): string => code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '');

describe('source files', () => {
  it('hold no Chinese outside the texts', () => {
    const culprits = Object.entries(sources).flatMap(([file, code]) =>
      withoutComments(code)
        .split('\n')
        .filter((line) => /\p{Script=Han}/u.test(line) && !ALLOWED.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    );
    expect(culprits).toEqual([]);
  });
});

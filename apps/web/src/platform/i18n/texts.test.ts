import { describe, expect, it } from 'vitest';
import { TEXTS } from '@/texts';

function flatten(texts: object, prefix = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[prefix + key, value] as [string, string]]
      : flatten(value as object, `${prefix}${key}.`),
  );
}
const placeholders = (text: string): string[] =>
  (text.match(/\{\{\s*\w+/g) ?? []).map((hole) => hole.replace(/\W/g, '')).sort();

describe.each(Object.entries(TEXTS))('texts of %s', (_name, { zhCN, en }) => {
  const chinese = new Map(flatten(zhCN));
  const english = new Map(flatten(en));

  it('has the same keys in both languages, and in English the singular of every count', () => {
    const owed = [...chinese.keys()].flatMap((key) =>
      key.endsWith('_other') ? [key, key.replace(/_other$/, '_one')] : [key],
    );
    expect([...english.keys()].sort()).toEqual(owed.sort());
  });

  it('has no empty text, and the same placeholders in both', () => {
    for (const [key, text] of chinese) {
      expect(text.trim(), key).not.toBe('');
      expect(english.get(key)?.trim(), key).not.toBe('');
      expect(placeholders(english.get(key) ?? ''), key).toEqual(placeholders(text));
    }
  });

  it('has no Chinese left in English', () => {
    for (const [key, text] of english) expect(text, key).not.toMatch(/\p{Script=Han}/u);
  });
});

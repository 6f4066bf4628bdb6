import { pinyin } from 'pinyin-pro';

/** Toneless syllables, ü as v; what is not Chinese stays together, in lower case and without signs. */
const syllables = (text: string) =>
  pinyin(text, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true })
    .map((part) =>
      part
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, ' ')
        .trim(),
    )
    .filter((part) => part !== '');

/** What a search looks in, one line each: the name, the English name, the full pinyin and its initials, in lower case. */
export function searchText(name: { 'zh-CN': string; en?: string }): string {
  const parts = syllables(name['zh-CN']);
  const initials = parts.map((part) => part[0]).join('');
  return [name['zh-CN'], name.en ?? '', parts.join('').replaceAll(' ', ''), initials]
    .map((line) => line.toLowerCase().replaceAll('\n', ' '))
    .join('\n');
}

/** A key for a name: 高价值客户 → `gao_jia_zhi_ke_hu`; `tag` when nothing can be spelt. At most 50 characters. */
export function keyFromName(name: string): string {
  const key = syllables(name)
    .join('_')
    .replaceAll(' ', '_')
    .replace(/^[^a-z]+/, '')
    .slice(0, 50)
    .replace(/_+$/, '');
  return key || 'tag';
}

/**
 * The reading of each character, in context (银行 is yin hang), as long as the list: toneless, ü as v. What is not Chinese
 * reads as itself.
 */
export function readings(characters: readonly string[]): string[] {
  const parts = pinyin(characters.join(''), { toneType: 'none', type: 'array', nonZh: 'spaced', v: true });
  // Should the two ever count differently, characters without a reading are better than readings of others.
  return parts.length === characters.length ? parts : [...characters];
}

import { pinyin } from 'pinyin-pro';

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

/** A key for a name: 高价值客户 → `gao_jia_zhi_ke_hu`. */
export function keyFromName(name: string): string {
  const key = syllables(name)
    .join('_')
    .replaceAll(' ', '_')
    .replace(/^[^a-z]+/, '')
    .slice(0, 50)
    .replace(/_+$/, '');
  return key || 'tag';
}

import type { Locale } from '@tagloom/contracts';

/** A piece of a sentence: plain words, a value that can be edited, or a tag. */
export interface Segment {
  text: string;
  kind: 'plain' | 'value' | 'tag';
}

export const plain = (text: string): Segment => ({ text, kind: 'plain' });
export const value = (text: string): Segment => ({ text, kind: 'value' });
export const tag = (text: string): Segment => ({ text, kind: 'tag' });

const HAN = /\p{Script=Han}/u;
const LATIN = /[A-Za-z0-9]/;
const needsSpace = (left: string, right: string) =>
  (HAN.test(left) && LATIN.test(right)) || (LATIN.test(left) && HAN.test(right));

/** Chinese typography: a space between Chinese characters and digits or Latin letters. */
export function spaced(text: string): string {
  return text.replace(/(\p{Script=Han})([A-Za-z0-9])/gu, '$1 $2').replace(/([A-Za-z0-9%])(\p{Script=Han})/gu, '$1 $2');
}

/** Joins plain neighbours, and in Chinese puts the spaces where segments meet. */
export function tidy(segments: Segment[], locale: Locale): Segment[] {
  const tidied: Segment[] = [];
  for (const { text, kind } of segments) {
    if (text === '') continue;
    const last = tidied.at(-1);
    const body = locale === 'zh-CN' && kind === 'plain' ? spaced(text) : text;
    const gap = last && locale === 'zh-CN' && needsSpace(last.text.at(-1)!, body[0]!) ? ' ' : '';
    if (last?.kind === 'plain' && kind === 'plain') last.text += gap + body;
    else if (gap && last?.kind === 'plain') {
      last.text += gap;
      tidied.push({ text: body, kind });
    } else if (gap && kind === 'plain') tidied.push({ text: gap + body, kind });
    else tidied.push(...(gap ? [plain(gap)] : []), { text: body, kind });
  }
  return tidied;
}

/** Lists segments with a separator between. */
export function listed(items: Segment[][], separator: string, last = separator): Segment[] {
  return items.flatMap((item, at) => (at === 0 ? item : [plain(at === items.length - 1 ? last : separator), ...item]));
}

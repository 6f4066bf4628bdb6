import type { Locale } from '@tagloom/contracts';
import type { NameProblemCode } from './name-rules.js';

/** What a message fills in. */
export interface NameProblemParams {
  /** How long the name is. */
  readonly length?: number;
  /** How short or long it may be. */
  readonly limit?: number;
  /** The word, sign or forms that it is about. */
  readonly what?: string;
}

export interface NameProblem {
  readonly code: NameProblemCode;
  readonly message: Record<Locale, string>;
  readonly params?: NameProblemParams;
  /** Where it is, in UTF-16 units; absent when it is about the whole name. */
  readonly start?: number;
  /** Exclusive. */
  readonly end?: number;
}

type Sentences = (params: NameProblemParams) => readonly [zh: string, en: string];

const SENTENCES: Record<NameProblemCode, Sentences> = {
  empty: () => ['请填写名称。', 'Enter a name.'],
  too_short: ({ length, limit }) => [
    `名称至少 ${limit} 个字，现在是 ${length} 个。`,
    `A name has at least ${limit} characters; this one has ${length}.`,
  ],
  too_long: ({ length, limit }) => [
    `名称最多 ${limit} 个字，现在是 ${length} 个，请缩短。`,
    `A name has at most ${limit} characters; this one has ${length}. Shorten it.`,
  ],
  outer_space: () => ['名称开头或结尾有空格，请去掉。', 'Remove the space at the beginning or end of the name.'],
  double_space: () => ['名称里有连续的空格，请只留一个。', 'Keep only one of the consecutive spaces in the name.'],
  control_character: ({ what }) => [
    `名称里有无法显示的控制字符（${what}），请删掉后重新输入。`,
    `The name contains a control character (${what}). Delete it and type that part again.`,
  ],
  invisible_character: ({ what }) => [
    `名称里有看不见的字符（${what}），看起来相同的名称会被当成两个，请删掉。`,
    `The name contains an invisible character (${what}), so that names which look the same would differ. Delete it.`,
  ],
  bidi_character: ({ what }) => [
    `名称里有改变文字方向的字符（${what}），显示的顺序会和实际不同，请删掉。`,
    `The name contains a character that changes the reading direction (${what}), so that it reads differently from what it is. Delete it.`,
  ],
  emoji: ({ what }) => [
    `名称里不能使用表情符号（${what}），请换成文字。`,
    `Names have no emoji (${what}). Use words instead.`,
  ],
  full_width: ({ what }) => [
    `「${what}」是全角字符，请改成半角。`,
    `“${what}” is full-width; use the ordinary form of the character.`,
  ],
  mixed_width: ({ what }) => [
    `「${what}」在名称里既有全角又有半角，请统一。`,
    `“${what}” occurs in both full width and half width; use one of them.`,
  ],
  forbidden_word: ({ what }) => [
    `名称里不能使用「${what}」，请换一个说法。`,
    `Names must not contain “${what}”. Use another word.`,
  ],
  wrong_form: ({ what }) => [
    `这个分类的名称要写成「${what}」的形式（* 代表任意文字）。`,
    `Names of this category have the form “${what}”, where * stands for any text.`,
  ],
};

/** A problem with its sentences. */
export function nameProblem(
  code: NameProblemCode,
  params: NameProblemParams = {},
  place?: { start: number; end: number },
): NameProblem {
  const [zh, en] = SENTENCES[code](params);
  return {
    code,
    message: { 'zh-CN': zh, en },
    ...(Object.keys(params).length > 0 && { params }),
    ...place,
  };
}

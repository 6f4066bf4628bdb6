import type { GoldenReadError } from '@tagloom/contracts';

interface Params {
  heading?: string;
  en?: string;
  names?: readonly string[];
  text?: string;
  wanted?: { 'zh-CN': string; en: string };
}
type Sentence = (params: Params) => GoldenReadError['message'];
export type ReadErrors = GoldenReadError[];

const FLAWS = {
  unknown_column: [
    'unknown_column',
    ({ heading }) => ({
      'zh-CN': `没有叫「${heading}」的字段。请把表头改成字段名（如 profile.city）或它的显示名，不需要就删掉这一列。`,
      en: `No fact is called “${heading}”. Use a fact’s name (such as profile.city) or its label, or delete the column.`,
    }),
  ],
  ambiguous: [
    'unknown_column',
    ({ heading, names = [] }) => ({
      'zh-CN': `叫「${heading}」的字段不止一个：${names.join('、')}。请把表头写成其中一个。`,
      en: `More than one fact is called “${heading}”: ${names.join(', ')}. Write one of these as the heading.`,
    }),
  ],
  duplicate_column: [
    'duplicate_column',
    ({ heading }) => ({
      'zh-CN': `「${heading}」这一列出现了两次，请删掉一列。`,
      en: `The column “${heading}” comes twice; delete one of them.`,
    }),
  ],
  missing_name: [
    'missing_column',
    ({ heading, en }) => ({
      'zh-CN': `缺少案例名称这一列，请加一列，表头写「${heading}」。`,
      en: `There is no column for the names of the cases; add one with the heading “${en}”.`,
    }),
  ],
  missing_expected: [
    'missing_column',
    ({ heading, en }) => ({
      'zh-CN': `缺少预期这一列，请加一列，表头写「${heading}」。`,
      en: `There is no column for what is expected; add one with the heading “${en}”.`,
    }),
  ],
  nameless: [
    'missing_name',
    () => ({ 'zh-CN': '这一行没有案例名称，请填写。', en: 'The case of this row has no name; fill it in.' }),
  ],
  wrong_value: [
    'wrong_value',
    ({ text, heading, wanted }) => ({
      'zh-CN': `「${heading}」要填${wanted?.['zh-CN']}，「${text}」不是。`,
      en: `“${heading}” takes ${wanted?.en}; “${text}” is none.`,
    }),
  ],
  wrong_moment: [
    'wrong_moment',
    ({ text }) => ({
      'zh-CN': `「${text}」不是时间，请写成 2026-05-01 或 2026-05-01 14:30。`,
      en: `“${text}” is no moment; write it like 2026-05-01 or 2026-05-01 14:30.`,
    }),
  ],
  unknown_action: [
    'unknown_action',
    ({ text }) => ({
      'zh-CN': `「${text}」不是标签，也不是这条规则的动作。请写成「+标签; -标签」，标签用名称或标识，用分号隔开。`,
      en: `“${text}” is neither a tag nor an action of this rule. Write “+tag; -tag”, tags by name or key, parted by semicolons.`,
    }),
  ],
  too_long: [
    'too_long',
    ({ heading }) => ({ 'zh-CN': `「${heading}」太长，请缩短。`, en: `“${heading}” is too long; shorten it.` }),
  ],
  error_cell: [
    'error_cell',
    ({ text }) => ({
      'zh-CN': `单元格里是表格错误 ${text}。内容以 + 或 - 开头时，请先把单元格设成文本，或省去开头的 +。`,
      en: `The cell holds the spreadsheet error ${text}. Content that begins with + or -: format the cell as text first, or leave out the leading +.`,
    }),
  ],
} satisfies Record<string, readonly [GoldenReadError['code'], Sentence]>;

/** What is wrong with a place of a table, and what to do, in both languages. */
export function readError(
  flaw: keyof typeof FLAWS,
  { row, column }: Pick<GoldenReadError, 'row' | 'column'>,
  params: Params = {},
): GoldenReadError {
  const [code, sentence]: readonly [GoldenReadError['code'], Sentence] = FLAWS[flaw];
  const shorten = (text: string | undefined) => (text === undefined ? text : [...text].slice(0, 60).join(''));
  return {
    code,
    row,
    column,
    message: sentence({ ...params, heading: shorten(params.heading), text: shorten(params.text) }),
  };
}

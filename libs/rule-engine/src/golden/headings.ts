/** What the columns of a table of golden customers may be called, besides by facts; the first word of each is the usual one. */
export const GOLDEN_HEADINGS = {
  name: { 'zh-CN': ['名称', '客户', '案例', '姓名'], en: ['name', 'customer', 'case'] },
  now: { 'zh-CN': ['时间', '时刻', '日期'], en: ['now', 'moment', 'date'] },
  has: { 'zh-CN': ['已有标签', '已有'], en: ['has tags', 'has', 'already has'] },
  expected: { 'zh-CN': ['预期动作', '预期', '期望'], en: ['expected', 'expected actions', 'expectation'] },
} as const;

/** What a column holds by its heading; undefined when it is none of these. */
export function goldenHeading(heading: string): keyof typeof GOLDEN_HEADINGS | undefined {
  const word = heading.trim().toLowerCase();
  const kinds = ['name', 'now', 'has', 'expected'] as const;
  return kinds.find((kind) => {
    const words: readonly string[] = [...GOLDEN_HEADINGS[kind]['zh-CN'], ...GOLDEN_HEADINGS[kind].en];
    return words.includes(word);
  });
}

/** Sorted ranges of code points, both ends included, that neither overlap nor touch. */
export type CodePoints = readonly (readonly [number, number])[];

export const MAX_CODE_POINT = 0x10ffff;

/** The same code points, sorted and joined. */
export function union(ranges: CodePoints): CodePoints {
  const joined: [number, number][] = [];
  for (const [from, to] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

/** Every other code point; `ranges` as {@link union} gives them. */
export function complement(ranges: CodePoints): CodePoints {
  const others: [number, number][] = [];
  let next = 0;
  for (const [from, to] of ranges) {
    if (from > next) others.push([next, from - 1]);
    next = to + 1;
  }
  if (next <= MAX_CODE_POINT) others.push([next, MAX_CODE_POINT]);
  return others;
}

/** Ranges written as the characters at their ends: `azAZ` is a–z and A–Z. */
const rangesOf = (ends: string): CodePoints =>
  union(
    Array.from({ length: ends.length / 2 }, (_, at) => [ends.charCodeAt(2 * at), ends.charCodeAt(2 * at + 1)] as const),
  );

/** Classes of RE2 by the letter after the backslash; all of them are ASCII. */
export const LETTER_CLASSES: Readonly<Record<string, CodePoints>> = {
  d: rangesOf('09'),
  s: rangesOf('\t\n\f\r  '),
  w: rangesOf('09AZ__az'),
};

/** Classes of RE2 by the name in `[:name:]`. */
export const NAMED_CLASSES: Readonly<Record<string, CodePoints>> = {
  alnum: rangesOf('09AZaz'),
  alpha: rangesOf('AZaz'),
  ascii: [[0, 0x7f]],
  blank: rangesOf('\t\t  '),
  cntrl: [
    [0, 0x1f],
    [0x7f, 0x7f],
  ],
  digit: rangesOf('09'),
  graph: rangesOf('!~'),
  lower: rangesOf('az'),
  print: rangesOf(' ~'),
  punct: rangesOf('!/:@[`{~'),
  space: rangesOf('\t\r  '),
  upper: rangesOf('AZ'),
  word: rangesOf('09AZ__az'),
  xdigit: rangesOf('09AFaf'),
};

const REPEAT = /^\{(\d{1,5})(?:,(\d{0,5}))?\}/;
/** Classes of whole scripts are large tables. */
const UNICODE = /\\[pP]/;
const UNICODE_COST = 10;

/** Where an atom that starts with `[` or a backslash ends. */
function endOfAtom(pattern: string, at: number): number {
  if (pattern[at] === '\\') {
    const braced = /^\\[pPx]\{[^}]*\}/.exec(pattern.slice(at, at + 60));
    return at + (braced ? braced[0].length : 2);
  }
  let end = pattern[at + 1] === '^' ? at + 2 : at + 1;
  if (pattern[end] === ']') end++;
  while (end < pattern.length && pattern[end] !== ']') end += pattern[end] === '\\' ? 2 : 1;
  return end + 1;
}

/**
 * About what a pattern costs to compile and to search by, in instructions, found without compiling it: counted repetitions
 * are written out, so that a few characters can cost half a second.
 */
export function patternSize(pattern: string): number {
  const open: number[] = [];
  let [size, last] = [0, 0];
  for (let at = 0; at < pattern.length;) {
    const char = pattern[at]!;
    const repeat = char === '{' ? REPEAT.exec(pattern.slice(at, at + 14)) : null;
    if (repeat) {
      const times = Math.max(Number(repeat[1]), repeat[2] === '' ? Number(repeat[1]) + 1 : Number(repeat[2] ?? 0));
      size += last * Math.max(0, times - 1);
      last *= Math.max(1, times);
      at += repeat[0].length;
    } else if (char === '(') {
      open.push(size);
      at++;
    } else if (char === ')') {
      last = size - (open.pop() ?? 0) + 2;
      size += 2;
      at++;
    } else if (char === '*' || char === '+' || char === '?') {
      size++;
      last++;
      at++;
    } else {
      const end = char === '[' || char === '\\' ? endOfAtom(pattern, at) : at + 1;
      last = UNICODE.test(pattern.slice(at, end)) ? UNICODE_COST : 1;
      size += last;
      at = end;
    }
  }
  return size;
}

import { complement, LETTER_CLASSES, MAX_CODE_POINT, NAMED_CLASSES, union, type CodePoints } from './code-points.js';
import { NoEqual, type PatternText } from './pattern-text.js';

const NAMED = /^\[:(\^?)([a-z]+):\]/;
const LETTER = /^\\([dswDSW])/;
const PLAIN = /^[0-9A-Za-z]$/;

/** The ASCII class of `\d`, `\W` and so on, when one comes next. */
export function readLetterClass(text: PatternText): CodePoints | undefined {
  const letter = LETTER.exec(text.rest(2))?.[1];
  if (letter === undefined) return undefined;
  text.skip(`\\${letter}`);
  const codes = LETTER_CLASSES[letter.toLowerCase()]!;
  return letter === letter.toLowerCase() ? codes : complement(codes);
}

function readNamedClass(text: PatternText): CodePoints | undefined {
  const found = NAMED.exec(text.rest(12));
  if (!found) return undefined;
  const codes = NAMED_CLASSES[found[2]!];
  if (!codes) throw new NoEqual();
  text.skip(found[0]);
  return found[1] === '^' ? complement(codes) : codes;
}

const readEnd = (text: PatternText) => (text.skip('\\') ? text.escaped() : text.codePoint());

/** A class in brackets; the opening one has been read. */
export function readClass(text: PatternText): CodePoints {
  const isNegated = text.skip('^');
  const ranges: (readonly [number, number])[] = [];
  for (let isFirst = true; isFirst || text.next !== ']'; isFirst = false) {
    const codes = readNamedClass(text) ?? readLetterClass(text);
    if (codes) {
      ranges.push(...codes);
      continue;
    }
    const from = readEnd(text);
    const isRange = text.next === '-' && text.rest(2) !== '-]' && text.skip('-');
    ranges.push([from, isRange ? readEnd(text) : from]);
  }
  text.skip(']');
  return isNegated ? complement(union(ranges)) : union(ranges);
}

/** One character of a PostgreSQL expression, never a metacharacter. */
export function writeCodePoint(code: number): string {
  const char = String.fromCodePoint(code);
  if (PLAIN.test(char)) return char;
  const hex = code.toString(16);
  return code > 0xffff ? `\\U${hex.padStart(8, '0')}` : `\\u${hex.padStart(4, '0')}`;
}

/** A class as PostgreSQL writes it: ranges of code points, so that no locale has a say. */
export function writeClass(codes: CodePoints): string {
  if (codes.length === 0) throw new NoEqual();
  const isOpenEnded = codes.at(-1)![1] === MAX_CODE_POINT;
  const written = isOpenEnded ? complement(codes) : codes;
  // newlines too: no expression of ours is newline-sensitive
  if (written.length === 0) return '.';
  const ranges = written.map(([from, to]) => writeCodePoint(from) + (to > from ? `-${writeCodePoint(to)}` : ''));
  return `[${isOpenEnded ? '^' : ''}${ranges.join('')}]`;
}

/** A text as a reader takes it, and where each of its UTF-16 units comes from in the original. */
export interface Folded {
  readonly text: string;
  /** Start in the original of what became unit i. */
  readonly starts: readonly number[];
  /** End in the original (exclusive) of what became unit i. */
  readonly ends: readonly number[];
}

/** Drawn as nothing: zero-width and bidirectional marks, selectors of emoji style, fillers, marks above and below. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Mn}\p{Me}]/u;
/** The Braille blank is a symbol to Unicode and a gap to the eye. */
const BLANK = /[\p{Zs}\p{Zl}\p{Zp}\p{Cc}\u2800]/u;
const MARK = /\p{M}/u;
const DECIMAL = /\p{Nd}/u;

/** The value of a digit of any script; Unicode keeps the ten of a script together, from zero on. */
function digitValue(character: string): string {
  const code = character.codePointAt(0)!;
  let zero = code;
  while (zero > code - 9 && DECIMAL.test(String.fromCodePoint(zero - 1))) zero--;
  return String((code - zero) % 10);
}

function foldOne(character: string): string {
  if (UNSEEN.test(character)) return '';
  if (BLANK.test(character)) return ' ';
  const plain = character.normalize('NFKC').replace(/[\p{Mn}\p{Me}]/gu, '');
  return DECIMAL.test(plain) && !/[0-9]/.test(plain) ? digitValue(plain) : plain;
}

/**
 * NFKC, digits of every script as 0–9, gaps as spaces and without what cannot be seen, so that a rule needs to know one way
 * to write a thing. Each unit keeps its place in the original.
 */
export function fold(text: string): Folded {
  let folded = '';
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const character of text) {
    const end = at + character.length;
    const plain = foldOne(character);
    folded += plain;
    // A mark belongs to the sign that carries it.
    if (plain === '' && ends.length > 0 && MARK.test(character)) ends[ends.length - 1] = end;
    for (let unit = 0; unit < plain.length; unit++) {
      starts.push(at);
      ends.push(end);
    }
    at = end;
  }
  return { text: folded, starts, ends };
}

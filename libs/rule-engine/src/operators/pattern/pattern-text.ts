/** Thrown within the translation when a pattern says something that has no equal in PostgreSQL, or is not known to have. */
export class NoEqual extends Error {}

const CONTROLS: Readonly<Record<string, number>> = { a: 7, f: 12, t: 9, n: 10, r: 13, v: 11 };
const HEX = /^[0-9A-Fa-f]{2}$/;
const BRACED_HEX = /^\{([0-9A-Fa-f]{1,6})\}/;
const ASCII_PUNCTUATION = /^[!-/:-@[-`{-~]$/;

/** A pattern being read, a code point at a time. */
export class PatternText {
  private at = 0;
  private readonly chars: readonly string[];

  constructor(pattern: string) {
    this.chars = [...pattern];
  }

  get isAtEnd(): boolean {
    return this.at >= this.chars.length;
  }

  /** The next character; undefined at the end. */
  get next(): string | undefined {
    return this.chars[this.at];
  }

  /** What follows, as far as a short construct may reach. */
  rest(length: number): string {
    return this.chars.slice(this.at, this.at + length).join('');
  }

  /** Skips `text` when it comes next. */
  skip(text: string): boolean {
    const isNext = this.rest(text.length) === text;
    if (isNext) this.at += text.length;
    return isNext;
  }

  take(): string {
    const char = this.chars[this.at++];
    if (char === undefined) throw new NoEqual();
    return char;
  }

  /** The code point of a plain character; half of a surrogate pair is none that PostgreSQL could hold. */
  codePoint(): number {
    return scalar(this.take().codePointAt(0)!);
  }

  /** The code point that an escape means; the backslash has been read. */
  escaped(): number {
    const char = this.take();
    if (ASCII_PUNCTUATION.test(char)) return char.charCodeAt(0);
    if (char in CONTROLS) return CONTROLS[char]!;
    if (char === 'x') return this.hex();
    throw new NoEqual();
  }

  private hex(): number {
    const braced = BRACED_HEX.exec(this.rest(8));
    const digits = braced ? braced[1]! : this.rest(2);
    if (!braced && !HEX.test(digits)) throw new NoEqual();
    this.at += braced ? braced[0].length : 2;
    return scalar(Number.parseInt(digits, 16));
  }
}

function scalar(code: number): number {
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) throw new NoEqual();
  return code;
}

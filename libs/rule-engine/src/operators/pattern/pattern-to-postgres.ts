import { complement } from './code-points.js';
import { readClass, readLetterClass, writeClass, writeCodePoint } from './character-class.js';
import { NoEqual, PatternText } from './pattern-text.js';

const REPEAT = /^\{(\d{1,4})(?:,(\d{0,4}))?\}/;
/** PostgreSQL's highest count of a repetition. */
const MAX_COUNT = 255;
const GROUP = /^\?(?::|P?<\w+>)/;
const NEWLINE = 10;

/** Part of an expression. */
interface Part {
  sql: string;
  /** It asks where it stands, as `^` does: what repeating that means is not the same everywhere. */
  isAnchored: boolean;
}

class Translator {
  private readonly text: PatternText;

  constructor(pattern: string) {
    this.text = new PatternText(pattern);
  }

  whole(): string {
    const { sql } = this.alternatives();
    if (!this.text.isAtEnd) throw new NoEqual();
    return sql;
  }

  /** In a group of its own, which captures nothing: whether it is found does not depend on captures. */
  private alternatives(): Part {
    const branches = [this.branch()];
    while (this.text.skip('|')) branches.push(this.branch());
    return {
      sql: `(?:${branches.map(({ sql }) => sql || '(?:)').join('|')})`,
      isAnchored: branches.some(({ isAnchored }) => isAnchored),
    };
  }

  private branch(): Part {
    const parts: Part[] = [];
    while (!this.text.isAtEnd && this.text.next !== '|' && this.text.next !== ')') parts.push(this.repeated());
    return { sql: parts.map(({ sql }) => sql).join(''), isAnchored: parts.some(({ isAnchored }) => isAnchored) };
  }

  /** Greedy or not decides how much is found, not whether. */
  private repeated(): Part {
    const atom = this.atom();
    const quantifier = this.quantifier();
    if (quantifier === '') return atom;
    if (atom.isAnchored) throw new NoEqual();
    this.text.skip('?');
    if (this.quantifier() !== '') throw new NoEqual();
    return { ...atom, sql: atom.sql + quantifier };
  }

  private quantifier(): string {
    for (const sign of ['*', '+', '?']) if (this.text.skip(sign)) return sign;
    const repeat = REPEAT.exec(this.text.rest(11));
    if (!repeat) return '';
    const counts = repeat.slice(1).filter((count) => count !== undefined && count !== '');
    // RE2 takes `{01}` for five plain characters
    if (counts.some((count) => Number(count) > MAX_COUNT || String(Number(count)) !== count)) throw new NoEqual();
    this.text.skip(repeat[0]);
    return repeat[0];
  }

  private atom(): Part {
    const letters = readLetterClass(this.text);
    if (letters) return plain(writeClass(letters));
    const char = this.text.next!;
    if (char === '\\') return this.escape();
    if (this.text.skip('(')) return this.group();
    if (this.text.skip('[')) return plain(writeClass(readClass(this.text)));
    if (this.text.skip('.')) return plain(writeClass(complement([[NEWLINE, NEWLINE]])));
    if (this.text.skip('^')) return anchor('\\A');
    if (this.text.skip('$')) return anchor('\\Z');
    return plain(writeCodePoint(this.text.codePoint()));
  }

  private escape(): Part {
    if (this.text.skip('\\A')) return anchor('\\A');
    if (this.text.skip('\\z')) return anchor('\\Z');
    this.text.skip('\\');
    return plain(writeCodePoint(this.text.escaped()));
  }

  private group(): Part {
    if (this.text.next === '?') {
      const opening = GROUP.exec(this.text.rest(100));
      if (!opening) throw new NoEqual();
      this.text.skip(opening[0]);
    }
    const inner = this.alternatives();
    if (!this.text.skip(')')) throw new NoEqual();
    return inner;
  }
}

const plain = (sql: string): Part => ({ sql, isAnchored: false });
const anchor = (sql: string): Part => ({ sql, isAnchored: true });

/**
 * A valid RE2 pattern as an advanced regular expression of PostgreSQL that is found in exactly the same texts; undefined when
 * the pattern goes beyond characters, classes, `.`, the ends of the text, groups, alternatives and repetition: flags, word
 * boundaries, classes of Unicode, octal and quoted text, counts above 255. Grammars: https://github.com/google/re2/wiki/Syntax,
 * https://www.postgresql.org/docs/17/functions-matching.html#POSIX-SYNTAX-DETAILS.
 */
export function patternToPostgres(pattern: string): string | undefined {
  try {
    return new Translator(pattern).whole();
  } catch (error) {
    if (error instanceof NoEqual) return undefined;
    throw error;
  }
}

import fc, { type Arbitrary } from 'fast-check';
import { compilePattern } from '../operators/matches.js';
import { patternToPostgres } from '../operators/pattern/pattern-to-postgres.js';

/** Few, so that patterns and texts meet; with what means something to one grammar or the other. */
const CHARS = [
  'a',
  'b',
  'A',
  'z',
  '1',
  '0',
  '_',
  '-',
  ' ',
  '\t',
  '\n',
  '\v',
  '.',
  '*',
  '{',
  ',',
  '}',
  ']',
  '^',
  '$',
  '\\',
];
const OTHERS = ['北', '京', '金', 'é', 'ſ', '\u{1f600}', '\u00a0', '\u2028'];
const char = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('a', 'b', '北', '京') },
  { weight: 2, arbitrary: fc.constantFrom(...CHARS) },
  { weight: 1, arbitrary: fc.constantFrom(...OTHERS) },
);

/** Texts that {@link countablePatterns} are found in about as often as not. */
export const texts: Arbitrary<string> = fc.array(char, { maxLength: 8 }).map((chars) => chars.join(''));

const PUNCTUATION = /[!-/:-@[-`{-~]/;
const escaped = (literal: string) => (PUNCTUATION.test(literal) ? `\\${literal}` : literal);
const escapes = fc.constantFrom('\\n', '\\t', '\\v', '\\x61', '\\x{5317}', '\\x{1F600}', '\\.', '\\\\', '\\{', '\\-');
const letterClasses = fc.constantFrom('\\d', '\\D', '\\w', '\\W', '\\s', '\\S');
const NAMES = ['alnum', 'alpha', 'ascii', 'blank', 'cntrl', 'digit', 'graph', 'lower', 'print', 'punct', 'space'];
const namedClasses = fc
  .tuple(fc.constantFrom('', '^'), fc.constantFrom(...NAMES, 'upper', 'word', 'xdigit'))
  .map(([not, name]) => `[:${not}${name}:]`);
const ranges = fc.constantFrom('a-z', 'A-Z', '0-9', 'b-b', '一-龥', '\\x00-\\x20', '!-/', '\\x{10000}-\\x{10FFFF}');
const inClass = fc.oneof(
  char.map(escaped),
  ranges,
  letterClasses,
  namedClasses,
  escapes,
  fc.constantFrom('.', '*', '|'),
);
const classes = fc
  .tuple(
    fc.constantFrom('', '', '^'),
    fc.constantFrom('', '', '', ']', '-'),
    fc.array(inClass, { minLength: 1, maxLength: 4 }),
    fc.constantFrom('', '', '', '-'),
  )
  .map(([not, first, parts, last]) => `[${not}${first}${parts.join('')}${last}]`);
const quantifiers = fc.constantFrom(
  ...['*', '+', '?', '*?', '+?', '??', '{2}', '{0}', '{1,3}', '{0,1}?', '{2,}', '{,2}'],
);

/** Patterns of all that is translated, and of forms that look like it; some are not valid. */
const anyPattern = fc.letrec<{ pattern: string; atom: string; part: string; branch: string }>((tie) => ({
  atom: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    { weight: 6, arbitrary: char.map(escaped) },
    { weight: 1, arbitrary: fc.constantFrom(...OTHERS, ']', '}', '{', '-', ',', '{a', '{,') },
    { weight: 2, arbitrary: fc.constant('.') },
    { weight: 2, arbitrary: letterClasses },
    { weight: 1, arbitrary: escapes },
    { weight: 3, arbitrary: classes },
    {
      weight: 3,
      arbitrary: fc
        .tuple(fc.constantFrom('', '?:', '?P<name>', '?<名>', '?<n>'), tie('pattern'))
        .map(([kind, inner]) => `(${kind}${inner})`),
    },
  ),
  part: fc.oneof(
    { weight: 6, arbitrary: tie('atom') },
    { weight: 3, arbitrary: fc.tuple(tie('atom'), quantifiers).map(([atom, quantifier]) => atom + quantifier) },
    { weight: 1, arbitrary: fc.constantFrom('^', '$', '\\A', '\\z') },
  ),
  branch: fc.array(tie('part'), { maxLength: 4 }).map((parts) => parts.join('')),
  pattern: fc.array(tie('branch'), { minLength: 1, maxLength: 3 }).map((branches) => branches.join('|')),
})).pattern;

/** Valid patterns that PostgreSQL can decide. */
export const countablePatterns: Arbitrary<string> = anyPattern.filter(
  (pattern) => compilePattern(pattern) !== undefined && patternToPostgres(pattern) !== undefined,
);

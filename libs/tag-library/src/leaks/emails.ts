import type { Find } from './leak.js';

const LOCAL = String.raw`(?<![A-Za-z0-9._%+-])[A-Za-z0-9](?:[A-Za-z0-9._%+-]*[A-Za-z0-9_+-])?`;
const DOT = String.raw`(?: ?\. ?| ?[。·] ?| ?[(\[{<] ?(?:dot|点) ?[)\]}>] ?| dot | ?点 ?)`;
const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const DOMAIN = `(?:${LABEL}${DOT}){1,4}[A-Za-z]{2,12}(?![A-Za-z0-9])`;
const PROVIDER =
  '(?:qq|vip|163|126|139|189|188|wo|gmail|outlook|hotmail|foxmail|sina|yeah|icloud|yahoo|live|msn|sohu|aliyun|tom|21cn|proton(?:mail)?)';

const PATTERNS = [
  // With the sign itself, also where the ending was left out.
  new RegExp(`${LOCAL} ?@ ?${DOMAIN}`, 'gi'),
  new RegExp(`${LOCAL} ?@ ?${PROVIDER}(?![A-Za-z0-9])`, 'gi'),
  new RegExp(`[\\p{Script=Han}]{1,10}@(?:${LABEL}\\.){1,3}[A-Za-z]{2,12}(?![A-Za-z0-9])`, 'gu'),
  // With a word for the sign.
  new RegExp(`${LOCAL} ?(?:[(\\[{<#_*] ?(?:at|a|艾特|圈a) ?[)\\]}>#_*]|艾特|圈a) ?${DOMAIN}`, 'gi'),
  new RegExp(`${LOCAL} at ${PROVIDER}${DOT}(?:com|cn|net|org|me|hk)(?![A-Za-z0-9])`, 'gi'),
  // Met at jd.com is no address; zhang_san at corp.com is one.
  new RegExp(`(?<![A-Za-z0-9._%+-])(?=[A-Za-z]*[0-9._])[A-Za-z0-9._%+-]{3,64} at ${DOMAIN}`, 'gi'),
];

/** E-mail addresses, also in the ways that are meant to get by: ＠, [at], (dot), 艾特, a missing ending. */
export function findEmails(text: string): Find[] {
  return PATTERNS.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ index, 0: match }): Find => ({
      kind: 'email',
      start: index,
      end: index + match.length,
    })),
  );
}

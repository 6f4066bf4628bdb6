import { candidates, sizes, type Candidate, type DigitRun } from './digit-runs.js';
import type { Find } from './leak.js';
import { idCheckDigit, isBarcode, isOldIdNumber, looksLikeIdNumber, passesLuhn } from './numbers.js';
import { cutsDate, isDay, isMeasured, isScale } from './quantities.js';

const ID_WORD = /(?:身份证|证件|id ?card|identity)(?:号码?)?[\s::=是为]*$/i;
const CARD_WORD = /(?:银行卡|卡号|储蓄卡|信用卡|账号|账户|bank card|card)(?:号码?| ?no\.?|number)?[\s::=是为]*$/i;
/** Banks' own prefixes (ISO/IEC 7812): 3–6, Mastercard's 2-series, and the older ones of Chinese banks. */
const ISSUER = /^(?:3[04-8]|4|5|6|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)|9558|9559|103)/;

const last = <T>(list: readonly T[]) => list[list.length - 1]!;

/** Identity card numbers of 18 and of 15 digits; without a correct check digit only where the text says what it is. */
export function findIdNumbers(text: string, run: DigitRun): Find[] {
  const found: Find[] = [];
  for (const candidate of candidates(run, 15, 18)) {
    const { digits, start, end } = candidate;
    const isNamed = ID_WORD.test(text.slice(0, start));
    if (digits.length === 15 && isOldIdNumber(digits) && (isNamed || isEven(candidate)))
      found.push({ kind: 'id_number', start, end });
    if (digits.length === 17) {
      const tail = /^[ -]{0,2}[xX×*]/.exec(text.slice(end));
      if (tail && looksLikeIdNumber(digits) && (isNamed || idCheckDigit(digits) === 'X'))
        found.push({ kind: 'id_number', start, end: end + tail[0].length });
    }
    if (digits.length !== 18) continue;
    const body = digits.slice(0, 17);
    if (looksLikeIdNumber(body) && (isNamed || idCheckDigit(body) === last([...digits])))
      found.push({ kind: 'id_number', start, end });
  }
  return found;
}

/** Written in one, or in groups of one size, as far as one can tell. */
function isEven(candidate: Candidate): boolean {
  const seen = sizes(candidate);
  const separators = new Set(candidate.groups.slice(1).map(({ separator }) => separator));
  return seen.length === 1 || (separators.size === 1 && seen.every((size) => size <= 6));
}

/** Card numbers that pass Luhn's check and begin as banks' cards do, or are called one. */
export function findBankCards(text: string, run: DigitRun): Find[] {
  return candidates(run, 13, 19)
    .filter(({ digits }) => passesLuhn(digits))
    .filter((candidate) => {
      const { digits, start } = candidate;
      if (CARD_WORD.test(text.slice(0, start))) return true;
      if (!ISSUER.test(digits) || (digits.length === 13 && (digits[0] !== '4' || isBarcode(digits)))) return false;
      if (isMeasured(text, candidate) || isScale(candidate) || cutsDate(text, candidate)) return false;
      // Single groups and whole runs: a part of a longer row of numbers passes the check too often.
      return sizes(candidate).length === 1 || (isEven(candidate) && candidate.groups.length === run.length);
    })
    .map(({ start, end }) => ({ kind: 'bank_card', start, end }));
}

const PASSPORT = /(?<![A-Za-z0-9])(?:[EG] ?-?\d{8}|(?:E[A-HJ-NP-Z]|[DSP]E) ?-?\d{7})(?![A-Za-z0-9])/gi;
const NAMED_PASSPORT =
  /(?:护照|通行证|台胞证|回乡证|passport)(?:号码?| ?no\.?|number)?[\s::=是为#]*(?<number>[A-Z]{0,3} ?\d{6,9}[A-Z]?)(?![A-Za-z0-9])/gi;

/** Chinese passports by their form, others and travel permits where the text says so. */
export function findPassports(text: string): Find[] {
  const found: Find[] = [];
  for (const { 0: number, index } of text.matchAll(PASSPORT))
    if (!isDay(number.replace(/\D/g, ''))) found.push({ kind: 'passport', start: index, end: index + number.length });
  for (const match of text.matchAll(NAMED_PASSPORT)) {
    const number = match.groups!['number']!;
    const end = match.index + match[0].length;
    if (!isDay(number)) found.push({ kind: 'passport', start: end - number.length, end });
  }
  return found;
}

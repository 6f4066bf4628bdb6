/** Luhn's check of card numbers (ISO/IEC 7812-1, annex B). */
export function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** The check of goods' barcodes (EAN-13). */
export function isBarcode(digits: string): boolean {
  if (digits.length !== 13) return false;
  return [...digits].reduce((sum, digit, at) => sum + Number(digit) * (at % 2 ? 3 : 1), 0) % 10 === 0;
}

/** GB 11643: provinces, Taiwan, Hong Kong, Macau, and residents from there (83). */
const REGION = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

function isBirthday(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** Whether region and birthday of an identity card are real; `body` has the 17 digits before the check digit. */
export function looksLikeIdNumber(body: string): boolean {
  const year = Number(body.slice(6, 10));
  if (!REGION.test(body) || year < 1880 || year > 2099) return false;
  return isBirthday(year, Number(body.slice(10, 12)), Number(body.slice(12, 14)));
}

/** The check digit of an identity card (GB 11643, ISO 7064 MOD 11-2). */
export function idCheckDigit(body: string): string {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(body[at]), 0);
  return '10X98765432'[sum % 11]!;
}

/** Identity cards before 1999: no century and no check digit. */
export function isOldIdNumber(digits: string): boolean {
  if (digits.length !== 15 || !REGION.test(digits)) return false;
  return isBirthday(1900 + Number(digits.slice(6, 8)), Number(digits.slice(8, 10)), Number(digits.slice(10, 12)));
}

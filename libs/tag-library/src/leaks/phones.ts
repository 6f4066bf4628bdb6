import { candidates, sizes, type Candidate, type DigitRun } from './digit-runs.js';
import type { Find } from './leak.js';
import { cutsDate, holdsDate, isDay, isGrouped, isMeasured, isMeasuredRange, isScale } from './quantities.js';

const MOBILE = /^(?:(?:00)?86|0)?1[3-9]\d{9}$/;
/** 010, 02x with eight digits, or four digits of area with seven or eight. */
const LANDLINE = /^(?:(?:00)?860?|0)(?:10[2-8]\d{7}|2\d[2-8]\d{7}|[3-9]\d\d[2-8]\d{6,7})$/;
/** Country codes that are given out (ITU-T E.164), and at most 15 digits. */
const FOREIGN =
  /^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|21[12368]|2[2-6]\d|29[01789]|3[57]\d|38[0-79]|42[013]|50\d|59\d|67[02-9]|68\d|69[0-2]|85[02356]|88[06]|96[0-8]|97[0-79]|99[2-68])\d{6,12}$/;
const INTRODUCED =
  /(?:电话|座机|固话|联系方式|联系|致电|来电|热线|传真|手机|号码|(?<![a-z])(?:tel|phone|mobile|cell|call|fax|whatsapp|line))(?<sure>号码?|是|为|[::=])*\s*[(+]*$/i;
/** North America: neither the area nor the exchange begins with 0 or 1. */
const AMERICAN = /^1[2-9]\d\d[2-9]\d{6}$/;
/** Lines of companies: 400-820-8820. */
const SERVICE = /^[48]00\d{7}$/;

const isAmount = (text: string, candidate: Candidate) =>
  isGrouped(candidate) || isScale(candidate) || isMeasuredRange(text, candidate) || cutsDate(text, candidate);

/** The plus sign and the bracket before a number belong to it. */
const withPlus = (text: string, start: number) =>
  start - (/(?:\(?\+ ?\(?|\()$/.exec(text.slice(Math.max(0, start - 4), start))?.[0].length ?? 0);

const PLUS = /(?<![0-9])\+ ?\(?$/;

/** Mobile numbers of the mainland, with or without the country code, however they are spaced. */
export function findMobiles(text: string, run: DigitRun): Find[] {
  return candidates(run, 11, 15)
    .filter((candidate) => MOBILE.test(candidate.digits) && !isAmount(text, candidate))
    .filter(({ digits, start }) => !(AMERICAN.test(digits) && PLUS.test(text.slice(0, start))))
    .map(({ start, end }) => ({ kind: 'mobile', start: withPlus(text, start), end }));
}

/** Whether a group ends where the area code does, or nothing is grouped at all. */
function isDialled(candidate: Candidate): boolean {
  const seen = sizes(candidate);
  if (seen.length === 1) return true;
  const area = /^(?:(?:00)?86)?0?(?:10|2\d|[3-9]\d\d)/.exec(candidate.digits)![0].length;
  let sum = 0;
  return seen.some((size) => (sum += size) === area);
}

function isForeign(text: string, candidate: Candidate): boolean {
  const { digits, start, groups } = candidate;
  const before = text.slice(0, start);
  if (PLUS.test(before)) return digits.length > 8 && (digits.startsWith('1') ? AMERICAN : FOREIGN).test(digits);
  if (/^00[1-9]/.test(digits) && groups[0]!.separator === '')
    return digits.length > 10 && (digits.startsWith('001') ? AMERICAN : FOREIGN).test(digits.slice(2));
  const seen = sizes(candidate);
  if (/^85[23]$/.test(groups[0]!.digits)) return /^85[23][235-9]\d{7}$/.test(digits);
  if (groups[0]!.digits === '886') return /^886[2-9]\d{7,8}$/.test(digits) && seen.length > 1;
  if (seen.join() === '4,3,3') return digits.startsWith('09');
  return seen.join() === '3,3,4' && before.endsWith('(') && /^[2-9]\d\d[2-9]/.test(digits);
}

function isIntroduced(text: string, candidate: Candidate): boolean {
  const introduction = INTRODUCED.exec(text.slice(0, candidate.start));
  const { digits } = candidate;
  if (!introduction || isDay(digits) || SERVICE.test(digits) || digits.length > 13) return false;
  if (digits.length > 8) return true;
  return (
    /^[2-8]\d{6,7}$/.test(digits) && (introduction.groups?.['sure'] !== undefined || sizes(candidate).length === 1)
  );
}

/** Landlines with their area, numbers of other countries, and what is introduced as a telephone number. */
export function findPhones(text: string, run: DigitRun): Find[] {
  return candidates(run, 7, 17)
    .filter((candidate) => !isMeasured(text, candidate) && !isAmount(text, candidate) && !holdsDate(text, candidate))
    .filter(
      (candidate) =>
        (LANDLINE.test(candidate.digits) && isDialled(candidate)) ||
        isForeign(text, candidate) ||
        isIntroduced(text, candidate),
    )
    .map(({ start, end }) => ({ kind: 'phone', start: withPlus(text, start), end }));
}

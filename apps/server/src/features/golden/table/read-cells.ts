import type { FactDefinition, GoldenValue } from '@tagloom/contracts';
import { dateOfDay, dayNumber, readFactText, startOfDay } from '@tagloom/rule-engine';
import type { Cell } from './sheet.js';

const DAY_MS = 86_400_000;
const MOMENT = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?)?$/;
const ZONED = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/i;
const MAX_SERIAL = 2_958_465;

/** The day number of a spreadsheet's day. That of 1900 counts a 29 February that never was: up to then it is one ahead. */
function dayOfSerial(serial: number, isDate1904: boolean): number | undefined {
  const day = Math.floor(serial);
  if (day < 0 || day > MAX_SERIAL) return undefined;
  if (isDate1904) return day - 24_107;
  return day < 60 ? day - 25_568 : day - 25_569;
}

/** A leading apostrophe only tells a spreadsheet that what follows is text. */
export function textOf(cell: Cell): string {
  if (cell === null || typeof cell === 'object') return '';
  return String(cell)
    .trim()
    .replace(/^'(?=[=+\-@])/, '');
}

/** A cell as a value of the fact; undefined when it is none. */
export function valueOf(cell: Cell, type: FactDefinition['type'], isDate1904: boolean): GoldenValue | undefined {
  if (type === 'date' && typeof cell === 'number') {
    const day = dayOfSerial(cell, isDate1904);
    return day === undefined ? undefined : dateOfDay(day);
  }
  return readFactText(textOf(cell), type);
}

/** A cell as a moment, on the calendar of `timeZone` when it names none itself; undefined when it is no moment. */
export function momentOf(cell: Cell, timeZone: string, isDate1904: boolean): string | undefined {
  if (typeof cell === 'number') {
    const day = dayOfSerial(cell, isDate1904);
    if (day === undefined) return undefined;
    const seconds = Math.round((cell - Math.floor(cell)) * 86_400);
    return new Date(startOfDay(day, timeZone) + seconds * 1000).toISOString();
  }
  const text = textOf(cell);
  if (ZONED.test(text)) {
    const time = Date.parse(text);
    return Number.isNaN(time) ? undefined : new Date(time).toISOString();
  }
  const match = MOMENT.exec(text);
  if (!match) return undefined;
  const [, year, month, date, hours = '0', minutes = '0', seconds = '0'] = match;
  const day = dayNumber(`${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`);
  const past = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  return day === undefined || past >= DAY_MS ? undefined : new Date(startOfDay(day, timeZone) + past).toISOString();
}

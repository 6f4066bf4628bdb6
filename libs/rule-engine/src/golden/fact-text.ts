import type { FactType, GoldenValue } from '@tagloom/contracts';
import { isDate } from '../time/calendar.js';

const YES = new Set(['true', 'yes', 'y', '1', '是', '有', '真', '对', '✓', '√']);
const NO = new Set(['false', 'no', 'n', '0', '否', '没有', '无', '假', '不', '✗', '×']);
const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
const DAY = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/;
const SET_SEPARATOR = /[;；\n]/;

function readNumber(text: string): number | undefined {
  const plain = text.replace(/(?<=\d)[,，](?=\d{3}(\D|$))/g, '');
  return NUMBER.test(plain) ? Number(plain) : undefined;
}

function readBoolean(text: string): boolean | undefined {
  const word = text.toLowerCase();
  if (YES.has(word)) return true;
  return NO.has(word) ? false : undefined;
}

function readDay(text: string): string | undefined {
  const match = DAY.exec(text.replace(/[T ]00:00(:00(\.0+)?)?$/, ''));
  if (!match) return undefined;
  const date = `${match[1]}-${match[2]!.padStart(2, '0')}-${match[3]!.padStart(2, '0')}`;
  return isDate(date) ? date : undefined;
}

function readSet(text: string): string[] {
  return text
    .split(SET_SEPARATOR)
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/**
 * The value of a fact as a person types it in a cell: `2,500`, `是`/`yes`, `2026/5/1`, `a; b`. Undefined when the text is none
 * of the type. The empty text is for the caller: it means unknown.
 */
export function readFactText(text: string, type: FactType): GoldenValue | undefined {
  const trimmed = text.trim();
  if (type === 'number') {
    const number = readNumber(trimmed);
    return number !== undefined && Number.isFinite(number) ? number : undefined;
  }
  if (type === 'boolean') return readBoolean(trimmed);
  if (type === 'date') return readDay(trimmed);
  return type === 'set' ? readSet(trimmed) : trimmed;
}

/** The text that {@link readFactText} reads as `value`; empty when it is unknown. */
export function writeFactText(value: GoldenValue | undefined): string {
  if (value === undefined) return '';
  return Array.isArray(value) ? value.join('; ') : String(value);
}

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** The demo's organisation. The file's times are wall-clock times of its shop; the zone has no summer time. */
export const TIME_ZONE = 'Asia/Shanghai';
export const TIME_ZONE_OFFSET = '+08:00';
const DAY_MS = 86_400_000;

/** @param {string} date `YYYY-MM-DD` */
const dayNumber = (date) => Date.parse(`${date}T00:00:00Z`) / DAY_MS;

/** @param {Date} now */
export function yesterday(now) {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: TIME_ZONE }).format(now);
  return new Date((dayNumber(today) - 1) * DAY_MS).toISOString().slice(0, 10);
}

/**
 * @param {string} lastDay of the file
 * @param {string} becomes the day it is moved to
 * @returns {(localTime: string) => string} an instant, whole days later
 */
export function shiftDays(lastDay, becomes) {
  const days = dayNumber(becomes) - dayNumber(lastDay);
  return (localTime) => {
    const [date, time] = localTime.split(' ');
    const shifted = new Date((dayNumber(date) + days) * DAY_MS).toISOString().slice(0, 10);
    return `${shifted}T${time}${TIME_ZONE_OFFSET}`;
  };
}

/**
 * The day that the last day of the file becomes. It is remembered, so that a load which was interrupted and goes on
 * tomorrow does not tear the orders apart.
 *
 * @param {string} file
 * @param {Date} now
 */
export function rememberedLastDay(file, now) {
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  mkdirSync(dirname(file), { recursive: true });
  const day = yesterday(now);
  writeFileSync(file, day);
  return day;
}

import dayjs, { type Dayjs } from 'dayjs';

/** The last instant of a day, as the person who chose it counts days. */
export const endOfDay = (day: Dayjs): string => day.endOf('day').toISOString();

/** What a picker of days shows for an instant. */
export const dayOf = (instant: string | null): Dayjs | null => (instant === null ? null : dayjs(instant));

export const isPast = (day: Dayjs): boolean => day.isBefore(dayjs(), 'day');

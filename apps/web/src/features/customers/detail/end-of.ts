import dayjs, { type Dayjs } from 'dayjs';

/** The last instant of a day, as the person who chose it counts days. */
export const endOf = (day: Dayjs | string): string => dayjs(day).endOf('day').toISOString();

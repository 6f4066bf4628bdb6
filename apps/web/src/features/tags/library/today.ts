import dayjs from 'dayjs';

/** The local day, YYYY-MM-DD. */
export const today = (): string => dayjs().format('YYYY-MM-DD');

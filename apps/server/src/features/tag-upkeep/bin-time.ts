import { BIN_DAYS } from '@tagloom/contracts';

const DAY_MS = 24 * 3_600_000;

/** Until when what was done at `at` can be undone. */
export const endOf = (at: Date): Date => new Date(at.getTime() + BIN_DAYS * DAY_MS);

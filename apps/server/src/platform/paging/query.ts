import { z } from 'zod';

/** Page parameters of a GET route, which arrive as text. */
export const pageQuery = (defaultSize: number) => ({
  cursor: z.string().max(500).optional(),
  size: z.coerce.number().int().min(1).max(200).default(defaultSize),
});

/** An instant as a row gives it: microseconds, UTC, year 1 or later, so that PostgreSQL takes it back unchanged. */
export const RowInstant = z.iso.datetime({ precision: 6 }).refine((text) => !text.startsWith('0000'));

/** SQL of a timestamptz column as a {@link RowInstant}. */
export const rowInstant = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

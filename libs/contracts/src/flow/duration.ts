import { z } from 'zod';

export const DURATION_UNITS = ['minute', 'hour', 'day', 'week', 'month', 'year'] as const;
export const DurationUnit = z.enum(DURATION_UNITS);
export type DurationUnit = z.infer<typeof DurationUnit>;

/** A length of time. Minutes and hours are exact; days and longer are counted on the local calendar. */
export const Duration = z.strictObject({ amount: z.int().min(1).max(5_000_000), unit: DurationUnit });
export type Duration = z.infer<typeof Duration>;

/**
 * Whose calendar decides what «today» is: the organisation's, that of the department that owns the rule, each
 * customer's own (the organisation's when unknown), or a fixed zone by its IANA name (`Asia/Shanghai`).
 */
export const ZONE_OWNERS = ['organisation', 'department', 'customer'] as const;
export const ZoneChoice = z.string().min(1).max(60);
export type ZoneChoice = z.infer<typeof ZoneChoice>;

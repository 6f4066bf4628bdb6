import { z } from 'zod';
import { displayName, Id, Instant } from '../common.js';

/** Cut points of recency, frequency and monetary value: fixed, at the mean of all customers, or at the best `percent` of them. */
export const RfmMethod = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('fixed'), recency: z.number(), frequency: z.number(), monetary: z.number() }),
  z.strictObject({ method: z.literal('mean') }),
  z.strictObject({ method: z.literal('top_percent'), percent: z.number().min(1).max(99) }),
]);
export type RfmMethod = z.infer<typeof RfmMethod>;
/** High is: recency up to its cut, frequency and monetary value from theirs on. Null until there are customers. */
export const RfmCuts = z.object({
  recency: z.number().nullable(),
  frequency: z.number().nullable(),
  monetary: z.number().nullable(),
});
export type RfmCuts = z.infer<typeof RfmCuts>;

/**
 * Three metrics by key: `recency` names a `days_since_last` metric, the others number metrics.
 * Facts: `rfm.<key>_recency` … `rfm.<key>_cell`.
 */
export const RfmModelDefinition = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
  name: displayName(40),
  recency: z.string().max(60),
  frequency: z.string().max(60),
  monetary: z.string().max(60),
  cuts: RfmMethod,
});
export type RfmModelDefinition = z.infer<typeof RfmModelDefinition>;

/** The key stays: rules name the facts by it. Cut points are computed anew with every change. */
export const UpdateRfmModelRequest = RfmModelDefinition.omit({ key: true }).partial();
export type UpdateRfmModelRequest = z.infer<typeof UpdateRfmModelRequest>;

/** Customers by cell; null cell is «not all three are known». */
export const RfmCellCount = z.object({ cell: z.string().nullable(), customers: z.int() });
export type RfmCellCount = z.infer<typeof RfmCellCount>;
export const RfmModel = RfmModelDefinition.extend({
  id: Id,
  current: RfmCuts,
  computedAt: Instant.nullable(),
  cells: z.array(RfmCellCount),
});
export type RfmModel = z.infer<typeof RfmModel>;

/** A model as it would be now; one that is not saved yet needs neither key nor name. */
export const RfmPreviewRequest = z.strictObject({
  definition: RfmModelDefinition.partial({ key: true, name: true }),
});
export type RfmPreviewRequest = z.infer<typeof RfmPreviewRequest>;
export const RfmPreview = RfmModel.pick({ current: true, cells: true });
export type RfmPreview = z.infer<typeof RfmPreview>;

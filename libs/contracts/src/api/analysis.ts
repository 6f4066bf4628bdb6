import { z } from 'zod';
import { Id } from '../common.js';
import { Flow, Problem } from '../flow/flow.js';

/** `flowId` is whose draft it is: its published version is left out of the comparison. */
export const AnalyseRequest = z.strictObject({ flow: Flow, flowId: Id.optional() });
export type AnalyseRequest = z.infer<typeof AnalyseRequest>;

/** A finding with a customer whom it concerns now, where there is one. */
export const AnalysedProblem = Problem.extend({
  example: z.object({ customerId: Id, name: z.string().nullable() }).optional(),
});
export type AnalysedProblem = z.infer<typeof AnalysedProblem>;
export const AnalyseResponse = z.object({ problems: z.array(AnalysedProblem) });
export type AnalyseResponse = z.infer<typeof AnalyseResponse>;

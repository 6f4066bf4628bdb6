import { z } from 'zod';
import { Id, LocalizedText } from '../common.js';
import { Flow, Problem } from '../flow/flow.js';

/** `flowId` is whose draft it is: its published version is left out of the comparison. */
export const AnalyseRequest = z.strictObject({ flow: Flow, flowId: Id.optional() });
export type AnalyseRequest = z.infer<typeof AnalyseRequest>;

/** An event that a finding needs at hand; `properties` are those that matter. */
export const ExampleEvent = z.object({
  type: z.string(),
  label: LocalizedText,
  properties: z.array(
    z.object({
      fact: z.string(),
      label: LocalizedText,
      value: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]),
    }),
  ),
});
export type ExampleEvent = z.infer<typeof ExampleEvent>;

/** A finding with a customer whom it concerns now, where there is one; with `event`, once they have such an event. */
export const AnalysedProblem = Problem.extend({
  example: z.object({ customerId: Id, name: z.string().nullable(), event: ExampleEvent.optional() }).optional(),
});
export type AnalysedProblem = z.infer<typeof AnalysedProblem>;
export const AnalyseResponse = z.object({ problems: z.array(AnalysedProblem) });
export type AnalyseResponse = z.infer<typeof AnalyseResponse>;

import { z } from 'zod';
import { Id, Instant, LocalizedText, safeText } from '../common.js';
import { ActionTrace } from '../flow/explanation.js';
import { TagCategory } from './tags.js';

/** `withdrawn`: the tag or the customer is gone, or the tag holds by another way. */
export const SuggestionStatus = z.enum(['open', 'accepted', 'declined', 'withdrawn']);
export type SuggestionStatus = z.infer<typeof SuggestionStatus>;

/** A tag proposed for a customer, waiting for a person; both answers are remembered. */
export const Suggestion = z.object({
  id: Id,
  customerId: Id,
  customerName: z.string().nullable(),
  tag: z.object({ id: Id, key: z.string(), name: LocalizedText, category: TagCategory }),
  value: z.unknown().nullable(),
  note: z.string().nullable(),
  /** Null, and the name empty, for a flow that the reader may not know of. */
  flowId: Id.nullable(),
  flowName: z.string(),
  flowVersion: z.int(),
  status: SuggestionStatus,
  createdAt: Instant,
  decidedAt: Instant.nullable(),
  decidedBy: z.string().nullable(),
  reason: z.string().nullable(),
  evidence: ActionTrace.nullable(),
});
export type Suggestion = z.infer<typeof Suggestion>;
export const SuggestionsResponse = z.object({
  items: z.array(Suggestion),
  nextCursor: z.string().nullable(),
  open: z.int(),
});
export type SuggestionsResponse = z.infer<typeof SuggestionsResponse>;
export const DecideSuggestionRequest = z.strictObject({
  decision: z.enum(['accept', 'decline']),
  reason: safeText(500).optional(),
});
export type DecideSuggestionRequest = z.infer<typeof DecideSuggestionRequest>;

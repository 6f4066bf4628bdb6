import { z } from 'zod';

/**
 * Every error the API answers. `code` is stable and translated by the web; `path` points at the culprit
 * (`events.3.occurredAt`, a node id, a field); `hint` says what to do.
 */
export const ERROR_CODES = [
  'malformed_json',
  'validation_failed',
  'body_too_large',
  'unsupported_media_type',
  'unauthenticated',
  'wrong_credentials',
  'too_many_attempts',
  'forbidden',
  'cross_site_request',
  'not_found',
  'conflict',
  'revision_conflict',
  'key_taken',
  'customer_not_found',
  'tag_not_found',
  'flow_not_found',
  'metric_not_found',
  'event_type_not_found',
  'run_not_found',
  'department_not_found',
  'flow_invalid',
  'flow_loop',
  'import_refused',
  'tag_in_use',
  'metric_in_use',
  'tag_value_invalid',
  'occurred_in_future',
  'property_type_mismatch',
  'identity_conflict',
  'run_already_finished',
  'suggestion_not_found',
  'suggestion_decided',
  'endpoint_not_found',
  'endpoint_in_use',
  'address_not_allowed',
  'delivery_not_found',
  'rfm_model_not_found',
  'rfm_model_in_use',
  'recipient_not_found',
  'expires_in_past',
  'version_not_found',
  'flow_not_published',
  'schedule_in_past',
  'review_required',
  'review_not_found',
  'review_decided',
  'own_review',
  'person_required',
  'golden_failed',
  'golden_table_invalid',
  'spreadsheet_refused',
  'template_not_found',
  'rate_limited',
  'unavailable',
  'internal',
] as const;
export const ErrorCode = z.enum(ERROR_CODES);
export type ErrorCode = z.infer<typeof ErrorCode>;

export const ErrorIssue = z.object({ path: z.string(), code: z.string(), message: z.string() });
export type ErrorIssue = z.infer<typeof ErrorIssue>;

export const ErrorBody = z.object({
  error: z.object({
    code: ErrorCode,
    message: z.string(),
    path: z.string().optional(),
    hint: z.string().optional(),
    params: z.record(z.string(), z.unknown()).optional(),
    issues: z.array(ErrorIssue).optional(),
    requestId: z.string().optional(),
  }),
});
export type ErrorBody = z.infer<typeof ErrorBody>;

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
  /** A rule that was published meanwhile undoes what this one does. */
  'flow_conflict',
  'key_taken',
  'customer_not_found',
  'tag_not_found',
  'flow_not_found',
  'metric_not_found',
  'event_type_not_found',
  'run_not_found',
  'department_not_found',
  'department_cycle',
  'department_in_use',
  'name_taken',
  'last_admin',
  'no_role',
  'flow_invalid',
  'flow_incomplete',
  'flow_loop',
  'import_refused',
  'tag_in_use',
  'metric_in_use',
  'tag_value_invalid',
  'occurred_in_future',
  'property_type_mismatch',
  'identity_conflict',
  'run_already_finished',
  /** The same person sets or removes the same tag on many customers at this moment. */
  'bulk_running',
  /** The condition finds another number of customers than its asker saw. */
  'bulk_total_changed',
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
  /** A second person has to agree: asked for by `POST /approvals`. */
  'approval_required',
  'approval_not_found',
  'approval_decided',
  /** What was asked about has changed since, so it has to be asked for anew. */
  'approval_stale',
  /** Whoever asked, also by a key of theirs, does not agree to it themselves. */
  'own_approval',
  /** Whoever asked may not do it any more. */
  'approval_asker_gone',
  'golden_failed',
  'golden_table_invalid',
  'spreadsheet_refused',
  'template_not_found',
  'shadow_running',
  'shadow_not_found',
  'shadow_too_long',
  'share_not_found',
  'share_ended',
  'request_not_found',
  'request_decided',
  'group_not_found',
  'group_cycle',
  'leak_found',
  'name_refused',
  'review_in_past',
  'not_owner',
  'level_too_low',
  'personal_tag',
  'department_required',
  'operation_not_found',
  'operation_undone',
  /** The world has changed since, in a way that leaves no place for what an undo would bring back. */
  'undo_impossible',
  'confirm_required',
  'merge_impossible',
  /** Whoever looks through a department's eyes changes nothing. */
  'see_as_read_only',
  /** The caller does not see this profile field, so it is not to be asked about. */
  'field_not_allowed',
  /** An enterprise flow is changed by those alone who may change every tag that it sets. */
  'not_flow_owner',
  /** On the calendar of a department that it would leave. */
  'flow_zone_of_department',
  /** A tag that a flow would set lacks its steward, purpose or review date. */
  'tag_definition_incomplete',
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

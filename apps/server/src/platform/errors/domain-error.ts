import type { ErrorCode, ErrorIssue } from '@tagloom/contracts';

const STATUS: Partial<Record<ErrorCode, number>> = {
  unauthenticated: 401,
  wrong_credentials: 401,
  too_many_attempts: 429,
  rate_limited: 429,
  forbidden: 403,
  cross_site_request: 403,
  own_review: 403,
  person_required: 403,
  not_found: 404,
  customer_not_found: 404,
  tag_not_found: 404,
  flow_not_found: 404,
  version_not_found: 404,
  metric_not_found: 404,
  event_type_not_found: 404,
  run_not_found: 404,
  department_not_found: 404,
  department_cycle: 422,
  department_in_use: 409,
  name_taken: 409,
  last_admin: 409,
  no_role: 403,
  suggestion_not_found: 404,
  endpoint_not_found: 404,
  delivery_not_found: 404,
  rfm_model_not_found: 404,
  review_not_found: 404,
  template_not_found: 404,
  shadow_running: 409,
  shadow_not_found: 404,
  shadow_too_long: 422,
  share_not_found: 404,
  request_not_found: 404,
  group_not_found: 404,
  group_cycle: 422,
  leak_found: 422,
  name_refused: 422,
  review_in_past: 422,
  share_ended: 409,
  request_decided: 409,
  not_owner: 403,
  level_too_low: 403,
  personal_tag: 422,
  department_required: 422,
  see_as_read_only: 403,
  field_not_allowed: 403,
  operation_not_found: 404,
  operation_undone: 409,
  undo_impossible: 409,
  confirm_required: 409,
  merge_impossible: 422,
  not_flow_owner: 403,
  flow_zone_of_department: 422,
  tag_definition_incomplete: 422,
  conflict: 409,
  revision_conflict: 409,
  key_taken: 409,
  tag_in_use: 409,
  metric_in_use: 409,
  rfm_model_in_use: 409,
  identity_conflict: 409,
  run_already_finished: 409,
  bulk_running: 409,
  bulk_total_changed: 409,
  suggestion_decided: 409,
  review_decided: 409,
  review_required: 409,
  approval_required: 409,
  approval_not_found: 404,
  approval_decided: 409,
  approval_stale: 409,
  own_approval: 403,
  approval_asker_gone: 409,
  endpoint_in_use: 409,
  body_too_large: 413,
  unsupported_media_type: 415,
  flow_invalid: 422,
  flow_incomplete: 422,
  flow_loop: 422,
  flow_not_published: 409,
  schedule_in_past: 422,
  import_refused: 422,
  tag_value_invalid: 422,
  expires_in_past: 422,
  address_not_allowed: 422,
  golden_failed: 422,
  golden_table_invalid: 422,
  spreadsheet_refused: 422,
  unavailable: 503,
  internal: 500,
};

export interface ErrorDetails {
  /** Where: `events.3.occurredAt`, a field, a node id. */
  path?: string;
  /** What to do. */
  hint?: string;
  params?: Record<string, unknown>;
  issues?: ErrorIssue[];
  retryAfterSeconds?: number;
}

/** An expected failure: a stable code, what was wrong, where, and what to do. One filter maps it to HTTP. */
export class DomainError extends Error {
  readonly status: number;

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: ErrorDetails = {},
  ) {
    super(message);
    this.name = 'DomainError';
    this.status = STATUS[code] ?? 400;
  }
}

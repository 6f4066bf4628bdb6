import type { ErrorCode } from '@tagloom/contracts';

const listed = (what: string, path: string): string => `Take the id of the ${what} from GET /api/v1/${path}.`;

/** What to do about a failure, where whoever raised it has nothing better to say. */
const HINTS: Partial<Record<ErrorCode, string>> = {
  validation_failed: 'Correct what the path and the issues name; /api/openapi.json has the shape of every request.',
  forbidden: 'Ask an administrator for a role that may do this.',
  tag_not_found: listed('tag', 'tags'),
  group_not_found: listed('group', 'tags'),
  flow_not_found: listed('flow', 'flows'),
  customer_not_found: 'Take the id of the customer from POST /api/v1/customers/search.',
  department_not_found: listed('department', 'departments'),
  share_not_found: listed('share', 'shares'),
  request_not_found: listed('request', 'share-requests'),
  metric_not_found: listed('metric', 'metrics'),
  event_type_not_found: listed('event type', 'event-types'),
  run_not_found: listed('run', 'runs'),
};

export const hintOf = (code: ErrorCode): string | undefined => (Object.hasOwn(HINTS, code) ? HINTS[code] : undefined);

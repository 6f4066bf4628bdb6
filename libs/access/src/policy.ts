import { ROLES, type Role } from '@tagloom/contracts';

/** What can be done. `tag` adds or removes a tag on a customer by hand; `ingest` sends events and profiles; `manage` is everything. */
export const ACTIONS = ['read', 'create', 'update', 'delete', 'publish', 'tag', 'ingest', 'manage'] as const;
export type Action = (typeof ACTIONS)[number];

/** What it can be done to. `Change` is tag history; `Delivery` an effect with its receipt; `WebhookEndpoint` where data leaves the company; `Approval` is a second person's word; `FieldAccess` is who sees which profile field; `Reveal` shows one for a while; `System` is health details and settings. */
export const SUBJECTS = [
  'Customer',
  'Event',
  'EventType',
  'Tag',
  'TagGroup',
  'Metric',
  'Flow',
  'Run',
  'Change',
  'Suggestion',
  'Delivery',
  'WebhookEndpoint',
  'Share',
  'ShareRequest',
  'Approval',
  'FieldAccess',
  'Reveal',
  'User',
  'Department',
  'ApiKey',
  'System',
] as const;
export type Subject = (typeof SUBJECTS)[number];

/** One thing a route asks for; every route of the server declares one. */
export interface Policy {
  readonly action: Action;
  readonly subject: Subject;
}

/** True for the names in ROLES and nothing else: `__proto__` and `constructor` are not roles. */
export function isRole(value: unknown): value is Role {
  return typeof value === 'string' && (ROLES as readonly string[]).includes(value);
}

export function isPolicy(value: unknown): value is Policy {
  if (typeof value !== 'object' || value === null) return false;
  const { action, subject } = value as Partial<Record<keyof Policy, unknown>>;
  return (ACTIONS as readonly unknown[]).includes(action) && (SUBJECTS as readonly unknown[]).includes(subject);
}

import { describe, expect, it } from '@jest/globals';
import { ROLES, type Role } from '@tagloom/contracts';
import {
  AccessError,
  ACTIONS,
  SUBJECTS,
  abilityFor,
  abilityList,
  can,
  type Action,
  type Policy,
  type Subject,
} from './index.js';

/** Written out by hand, subject by subject, so that a slip in the grants shows. Anything absent must be refused. */
const EXPECTED: Record<Exclude<Role, 'admin'>, Partial<Record<Subject, Action[]>>> = {
  designer: {
    Customer: ['read', 'tag'],
    Event: ['read'],
    EventType: ['read', 'create', 'update', 'delete', 'publish'],
    Tag: ['read', 'create', 'update', 'delete', 'publish'],
    TagGroup: ['read', 'create', 'update', 'delete', 'publish'],
    Metric: ['read', 'create', 'update', 'delete', 'publish'],
    Flow: ['read', 'create', 'update', 'delete', 'publish'],
    Run: ['read', 'update'],
    Change: ['read'],
    Suggestion: ['read', 'update'],
    Delivery: ['read', 'update'],
    WebhookEndpoint: ['read'],
    Share: ['read', 'create', 'delete'],
    ShareRequest: ['read', 'create'],
    Approval: ['read', 'create', 'update'],
    Reveal: ['create'],
    Department: ['read'],
    System: ['read'],
  },
  agent: {
    Customer: ['read', 'tag'],
    Event: ['read'],
    EventType: ['read'],
    Tag: ['read'],
    TagGroup: ['read'],
    Metric: ['read'],
    Flow: ['read'],
    Run: ['read'],
    Change: ['read'],
    Suggestion: ['read', 'update'],
    Department: ['read'],
    Share: ['read'],
    ShareRequest: ['read', 'create'],
    Approval: ['read', 'create', 'update'],
    Reveal: ['create'],
  },
  compliance: Object.fromEntries(SUBJECTS.map((subject) => [subject, ['read']])),
  viewer: {
    Customer: ['read'],
    Event: ['read'],
    EventType: ['read'],
    Tag: ['read'],
    TagGroup: ['read'],
    Metric: ['read'],
    Flow: ['read'],
    Run: ['read'],
    Change: ['read'],
    Department: ['read'],
  },
};
const POLICIES: Policy[] = SUBJECTS.flatMap((subject) => ACTIONS.map((action) => ({ action, subject })));
const strangeRoles = ['__proto__', 'constructor', 'toString', 'Admin', 'root', '', null, undefined, 0, {}, ['admin']];

describe('what each role may do', () => {
  it.each(Object.entries(EXPECTED))('%s may do exactly what the table says', (role, table) => {
    const wrong = POLICIES.filter(
      (policy) => can(role as Role, policy) !== (table[policy.subject] ?? []).includes(policy.action),
    );
    expect(wrong).toEqual([]);
  });

  it('admin may do everything', () => {
    expect(POLICIES.filter((policy) => !can('admin', policy))).toEqual([]);
  });

  it('nobody but admin manages anything, ingests, or touches users and keys', () => {
    const guarded = POLICIES.filter(
      ({ action, subject }) =>
        action === 'manage' ||
        action === 'ingest' ||
        (['User', 'ApiKey', 'System'].includes(subject) && action !== 'read'),
    );
    for (const role of ROLES.filter((name) => name !== 'admin'))
      expect(guarded.filter((policy) => can(role, policy))).toEqual([]);
  });

  it('compliance and viewer write nothing', () => {
    for (const role of ['compliance', 'viewer'] as const)
      expect(abilityList(role).filter((ability) => !ability.startsWith('read:'))).toEqual([]);
  });

  it('lists abilities as action:subject, exactly those that can() grants', () => {
    for (const role of ROLES)
      expect(new Set(abilityList(role))).toEqual(
        new Set(POLICIES.filter((policy) => can(role, policy)).map(({ action, subject }) => `${action}:${subject}`)),
      );
    expect(abilityList('viewer')).toContain('read:Customer');
  });
});

describe('what is not known is refused', () => {
  it.each(strangeRoles.map((role) => [role]))('role %p', (role) => {
    expect(can(role as Role, { action: 'read', subject: 'Tag' })).toBe(false);
    expect(() => abilityFor(role as Role)).toThrow(AccessError);
    expect(() => abilityList(role as Role)).toThrow(AccessError);
  });

  it('subjects and actions outside the lists, CASL wildcards among them, even for admin', () => {
    for (const subject of ['all', '__proto__', '', undefined])
      expect(can('admin', { action: 'read', subject: subject as Subject })).toBe(false);
    for (const action of ['crud', 'constructor', '', undefined])
      expect(can('admin', { action: action as Action, subject: 'Tag' })).toBe(false);
    // CASL takes the type of an object from this field, or from the name of its class.
    class Tag {}
    for (const subject of [{ __caslSubjectType__: 'Tag' }, new Tag(), Tag, ['Tag']])
      expect(can('admin', { action: 'read', subject: subject as unknown as Subject })).toBe(false);
    expect(can('admin', undefined as unknown as Policy)).toBe(false);
    expect(can('admin', null as unknown as Policy)).toBe(false);
  });

  it('no rule carries conditions or fields, since empty conditions would match every row', () => {
    for (const role of ROLES)
      for (const rule of abilityFor(role).rules) {
        expect(rule.conditions).toBeUndefined();
        expect(rule.fields).toBeUndefined();
        expect(rule.inverted ?? false).toBe(false);
      }
  });
});

import type { Role } from '@tagloom/contracts';
import { SUBJECTS, type Action, type Subject } from './policy.js';

/** A rule without conditions: row filters are the business of scopes, never of these. */
export interface Grant {
  readonly actions: readonly Action[];
  readonly subjects: readonly Subject[];
}

const everythingBut = (...hidden: Subject[]) => SUBJECTS.filter((subject) => !hidden.includes(subject));

/** Everyone sees who got which tag and why, so events and history are part of it. */
const VIEWED: readonly Subject[] = [
  'Customer',
  'Event',
  'Change',
  'Tag',
  'TagGroup',
  'Metric',
  'Flow',
  'Run',
  'EventType',
  'Department',
];

/** What each role may do. Whatever is not listed is refused. */
export const GRANTS: ReadonlyMap<Role, readonly Grant[]> = new Map<Role, readonly Grant[]>([
  ['admin', [{ actions: ['manage'], subjects: SUBJECTS }]],
  [
    'designer',
    [
      { actions: ['read'], subjects: everythingBut('ApiKey', 'User', 'FieldAccess', 'Reveal') },
      {
        actions: ['create', 'update', 'delete', 'publish'],
        subjects: ['Flow', 'Tag', 'TagGroup', 'Metric', 'EventType'],
      },
      { actions: ['create', 'delete'], subjects: ['Share'] },
      { actions: ['create'], subjects: ['ShareRequest', 'Reveal'] },
      { actions: ['create', 'update'], subjects: ['Approval'] },
      { actions: ['update'], subjects: ['Run', 'Suggestion', 'Delivery'] },
      { actions: ['tag'], subjects: ['Customer'] },
    ],
  ],
  [
    'agent',
    [
      { actions: ['read'], subjects: [...VIEWED, 'Suggestion', 'Share', 'ShareRequest', 'Approval'] },
      { actions: ['create'], subjects: ['ShareRequest', 'Reveal'] },
      { actions: ['create', 'update'], subjects: ['Approval'] },
      { actions: ['update'], subjects: ['Suggestion'] },
      { actions: ['tag'], subjects: ['Customer'] },
    ],
  ],
  ['compliance', [{ actions: ['read'], subjects: SUBJECTS }]],
  ['viewer', [{ actions: ['read'], subjects: VIEWED }]],
]);

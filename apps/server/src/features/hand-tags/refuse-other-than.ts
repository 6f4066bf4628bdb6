import type { ClientBase } from 'pg';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Whom } from './bulk-orders.js';
import type { BulkRunsRepository } from './bulk-runs.repository.js';

/** Customers come and go while one looks at a list; more than this share is another list. */
const DRIFT = 0.1;

/** Refuses ids that are no customer's, and a condition that finds others than its asker looked at. */
export async function refuseOtherThan(
  client: ClientBase,
  repository: Pick<BulkRunsRepository, 'missing'>,
  whom: Whom,
  found: number,
): Promise<void> {
  if ('ids' in whom) {
    const missing = found === whom.ids.length ? null : await repository.missing(client, whom.ids);
    if (missing === null) return;
    throw new DomainError('customer_not_found', `There is no customer ${missing}`, {
      path: 'whom.ids',
      params: { id: missing },
    });
  }
  if (Math.abs(found - whom.total) <= whom.total * DRIFT) return;
  throw new DomainError('bulk_total_changed', `The condition finds ${found} customers now, not ${whom.total}`, {
    path: 'whom.total',
    params: { total: found },
    hint: 'Look at them anew, and send the present number',
  });
}

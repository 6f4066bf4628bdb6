import { z } from 'zod';
import { Id, safeText } from '@tagloom/contracts';
import { pageQuery } from '../../platform/paging/query.js';

/** Filters of `GET /changes`: a tag by key or id, a customer, a flow. */
export const ChangesQuery = z.strictObject({
  tag: safeText(60, 1).optional(),
  customer: Id.optional(),
  flow: Id.optional(),
  ...pageQuery(50),
});
export type ChangesQuery = z.infer<typeof ChangesQuery>;

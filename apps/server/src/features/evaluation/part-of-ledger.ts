import type { CustomerRow } from './customer-state.js';
import { Ledger, type ClaimRecord } from './ledger.js';
import type { Runtime } from './runtime.js';

/**
 * A ledger that knows the claims on some tags alone; of all other tags the customer's row says what holds. Right as long as no
 * claim is due: then the row is what its claims amount to.
 */
export class PartOfLedger extends Ledger {
  private readonly otherTags: number[];

  constructor(
    private readonly row: CustomerRow,
    runtime: Runtime,
    claims: readonly ClaimRecord[],
    tagIds: ReadonlySet<number>,
  ) {
    super(row.id, runtime, claims);
    this.otherTags = row.tags.filter((tagId) => !tagIds.has(tagId));
  }

  override summary(now: number): ReturnType<Ledger['summary']> {
    const own = super.summary(now);
    const { otherTags } = this;
    const tags = own.tags.length > 0 ? [...otherTags, ...own.tags].sort((a, b) => a - b) : otherTags;
    const before = this.row.tagValues;
    if (before === null) return { tags, tagValues: own.tagValues };
    const values = { ...own.tagValues };
    for (const tagId of otherTags) if (String(tagId) in before) values[tagId] = before[String(tagId)];
    return { tags, tagValues: Object.keys(values).length > 0 ? values : null };
  }
}

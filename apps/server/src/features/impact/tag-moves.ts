import type { ImpactChange } from '@tagloom/contracts';
import type { ChangeRecord } from '../evaluation/ledger.js';
import type { PreviewedCustomer } from '../evaluation/population-preview.js';

/** What becomes of one effective tag of a customer. */
export interface TagMove {
  tagId: number;
  change: ImpactChange['change'];
  before: unknown;
  after: unknown;
  /** The last change that bears on it; null when only the stored state was behind. */
  cause: ChangeRecord | null;
}

type Held = Pick<PreviewedCustomer['row'], 'tags' | 'tagValues'>;

/** The effective tags that come, go or change their value, by comparing what is stored with what would be. Pure. */
export function tagMoves({ row, result, changes }: Pick<PreviewedCustomer, 'row' | 'result' | 'changes'>): TagMove[] {
  const moves: TagMove[] = [];
  for (const tagId of new Set([...row.tags, ...result.tags])) {
    const [was, is] = [row.tags.includes(tagId), result.tags.includes(tagId)];
    const [before, after] = [was ? valueOf(row, tagId) : null, is ? valueOf(result, tagId) : null];
    if (was === is && JSON.stringify(before) === JSON.stringify(after)) continue;
    const change = was === is ? 'revalued' : is ? 'gained' : 'lost';
    moves.push({ tagId, change, before, after, cause: causeOf(tagId, changes) });
  }
  return moves;
}

const valueOf = ({ tagValues }: Held, tagId: number): unknown => tagValues?.[String(tagId)] ?? null;

function causeOf(tagId: number, changes: readonly ChangeRecord[]): ChangeRecord | null {
  const isEffective = (change: ChangeRecord) =>
    change.heldBefore !== change.heldAfter || JSON.stringify(change.valueBefore) !== JSON.stringify(change.valueAfter);
  return changes.findLast((change) => change.tagId === tagId && isEffective(change)) ?? null;
}

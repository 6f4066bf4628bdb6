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
  for (const tagId of row.tags) addMove(tagId, row, result, changes, moves);
  for (const tagId of result.tags) if (!row.tags.includes(tagId)) addMove(tagId, row, result, changes, moves);
  return moves;
}

function addMove(tagId: number, row: Held, result: Held, changes: readonly ChangeRecord[], moves: TagMove[]): void {
  const [was, is] = [row.tags.includes(tagId), result.tags.includes(tagId)];
  const [before, after] = [was ? valueOf(row, tagId) : null, is ? valueOf(result, tagId) : null];
  if (was === is && isSame(before, after)) return;
  const change = was === is ? 'revalued' : is ? 'gained' : 'lost';
  moves.push({ tagId, change, before, after, cause: causeOf(tagId, changes) });
}

const valueOf = ({ tagValues }: Held, tagId: number): unknown => tagValues?.[String(tagId)] ?? null;

const isSame = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

function causeOf(tagId: number, changes: readonly ChangeRecord[]): ChangeRecord | null {
  const isEffective = ({ heldBefore, heldAfter, valueBefore, valueAfter }: ChangeRecord) =>
    heldBefore !== heldAfter || !isSame(valueBefore, valueAfter);
  return changes.findLast((change) => change.tagId === tagId && isEffective(change)) ?? null;
}

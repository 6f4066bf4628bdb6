import { diffEffective, effectiveTags, heldTagIds, isLive, type Claim, type EffectiveTags } from '@tagloom/claims';
import type { ActionTrace, ChangeKind, ClaimSource } from '@tagloom/contracts';
import { keyIdOf } from './hand-source.js';
import type { Runtime } from './runtime.js';

/** A live claim of a customer, as stored. */
export interface ClaimRecord extends Claim {
  sourceName: string;
  slotId: number | null;
  flowVersion: number | null;
  runId: string | null;
  eventSeq: string | null;
  reason: string | null;
}

/** A change to append. Times are epoch milliseconds. */
export interface ChangeRecord {
  customerId: string;
  tagId: number;
  kind: ChangeKind;
  actorKind: ClaimSource;
  actorId: string;
  actorName: string;
  flowId: number | null;
  flowVersion: number | null;
  runId: string | null;
  eventSeq: string | null;
  heldBefore: boolean;
  heldAfter: boolean;
  valueBefore: unknown;
  valueAfter: unknown;
  effectiveAt: number;
  reason: string | null;
  evidence: ActionTrace | null;
}

/** Who changes claims, when, and because of what. */
export interface Cause {
  at: number;
  effectiveAt: number;
  actorKind: ClaimSource;
  actorId: string;
  actorName: string;
  flowId: number | null;
  flowVersion: number | null;
  runId: string | null;
  eventSeq: string | null;
  reason: string | null;
}

/** `renew` puts a claim in place of itself, its time started anew; `expire` is the work of time alone. */
export interface ClaimEdit {
  op: 'add' | 'renew' | 'withdraw' | 'expire';
  claim: ClaimRecord;
  evidence: ActionTrace | null;
}

const keyOf = (claim: Claim): string => `${claim.tagId}/${claim.source}/${claim.sourceId}/${claim.stance}`;

/** The claims of one customer in the course of an evaluation: edits go in, effective tags and changes come out. */
export class Ledger {
  readonly changes: ChangeRecord[] = [];
  private readonly claims: Map<string, ClaimRecord>;
  private readonly initial: ReadonlyMap<string, ClaimRecord>;
  private known: { now: number; effective: EffectiveTags } | null = null;

  constructor(
    private readonly customerId: string,
    private readonly runtime: Runtime,
    claims: readonly ClaimRecord[],
  ) {
    this.initial = new Map(claims.map((claim) => [keyOf(claim), claim]));
    this.claims = new Map(this.initial);
  }

  all(): ClaimRecord[] {
    return [...this.claims.values()];
  }

  /** What the present claims amount to: asked for before and after each edit, so it is kept until the next one. */
  effective(now: number): EffectiveTags {
    if (this.known?.now !== now)
      this.known = { now, effective: effectiveTags(this.claims.values(), this.runtime.tagRules, now) };
    return this.known.effective;
  }

  /**
   * Takes out the claims whose time is over, each at its own moment and by its own source. Returns them, and the tags
   * whose effective state changed.
   */
  expire(now: number): { expired: ClaimRecord[]; changed: Set<number> } {
    const expired = this.all()
      .filter((claim) => !isLive(claim, now))
      .sort((a, b) => (a.expiresAt as number) - (b.expiresAt as number) || a.tagId - b.tagId);
    const changed = new Set<number>();
    for (const claim of expired) {
      const cause = expiryOf(claim, claim.expiresAt as number);
      // what expired before is gone by then, and all the others still count
      for (const tagId of this.apply([{ op: 'expire', claim, evidence: null }], cause, -Infinity)) changed.add(tagId);
    }
    return { expired, changed };
  }

  /** The claim that a slot has made, if it lives. */
  bySlot(slotId: number): ClaimRecord | undefined {
    for (const claim of this.claims.values()) if (claim.slotId === slotId) return claim;
    return undefined;
  }

  /** Applies edits of one cause together, to the claims that live at `now`. Returns the tags whose effective state changed. */
  apply(edits: readonly ClaimEdit[], cause: Cause, now = cause.at): Set<number> {
    const before = this.effective(now);
    for (const { op, claim } of edits) {
      if (op === 'add' || op === 'renew') this.claims.set(keyOf(claim), claim);
      else this.claims.delete(keyOf(claim));
    }
    this.known = null;
    const after = this.effective(now);
    const changed = diffEffective(before, after);
    // Edits of one cause take effect together: history gives the effect to the last one of a tag, or it would show it twice.
    const lastOfTag = new Map(edits.map((edit) => [edit.claim.tagId, edit]));
    for (const edit of edits) {
      const { tagId } = edit.claim;
      this.record(tagId, kindOf(edit), cause, before, lastOfTag.get(tagId) === edit ? after : before, edit.evidence);
    }
    for (const change of changed) {
      if (lastOfTag.has(change.tagId)) continue;
      this.record(change.tagId, change.after.held ? 'unbeaten' : 'beaten', cause, before, after, null);
    }
    return new Set(changed.map((change) => change.tagId));
  }

  /** Claims to delete and to insert so that the stored ones become the present ones. */
  difference(): { remove: ClaimRecord[]; insert: ClaimRecord[] } {
    const remove: ClaimRecord[] = [];
    const insert: ClaimRecord[] = [];
    for (const [key, claim] of this.initial) if (this.claims.get(key) !== claim) remove.push(claim);
    for (const [key, claim] of this.claims) if (this.initial.get(key) !== claim) insert.push(claim);
    return { remove, insert };
  }

  /** What the customer's row keeps. */
  summary(now: number): { tags: number[]; tagValues: Record<string, unknown> | null } {
    const effective = this.effective(now);
    const tags = heldTagIds(effective);
    const values: [string, unknown][] = [];
    for (const id of tags) {
      const value = effective.get(id)?.value ?? null;
      if (value !== null) values.push([String(id), value]);
    }
    return { tags, tagValues: values.length > 0 ? Object.fromEntries(values) : null };
  }

  private record(
    tagId: number,
    kind: ChangeKind,
    cause: Cause,
    before: EffectiveTags,
    after: EffectiveTags,
    evidence: ActionTrace | null,
  ): void {
    const was = before.get(tagId);
    const is = after.get(tagId);
    // Written out: to copy the cause took longer than all else of a customer in a population.
    this.changes.push({
      customerId: this.customerId,
      tagId,
      kind,
      actorKind: cause.actorKind,
      actorId: cause.actorId,
      actorName: cause.actorName,
      flowId: cause.flowId,
      flowVersion: cause.flowVersion,
      runId: cause.runId,
      eventSeq: cause.eventSeq,
      heldBefore: was?.state === 'held',
      heldAfter: is?.state === 'held',
      valueBefore: was?.state === 'held' ? was.value : null,
      valueAfter: is?.state === 'held' ? is.value : null,
      effectiveAt: cause.effectiveAt,
      reason: cause.reason,
      evidence,
    });
  }
}

/** A claim ends by what its source said when it made it. */
function expiryOf(claim: ClaimRecord, at: number): Cause {
  const key = claim.source === 'person' ? keyIdOf(claim.sourceId) : null;
  return {
    at,
    effectiveAt: at,
    actorKind: key === null ? claim.source : 'api',
    actorId: key ?? claim.sourceId,
    actorName: claim.sourceName,
    flowId: claim.source === 'flow' ? Number(claim.sourceId) : null,
    flowVersion: claim.flowVersion,
    runId: null,
    eventSeq: null,
    reason: null,
  };
}

function kindOf({ op, claim }: ClaimEdit): ChangeKind {
  if (op === 'renew') return 'renewed';
  if (op === 'expire') return 'expired';
  if (claim.stance === 'assert') return op === 'add' ? 'asserted' : 'retracted';
  return op === 'add' ? 'forbidden' : 'unforbidden';
}

import { describe, expect, it } from '@jest/globals';
import type { TagRule } from '@tagloom/claims';
import { Ledger, type Cause, type ClaimEdit, type ClaimRecord } from './ledger.js';
import type { Runtime } from './runtime.js';

const GROUP = { kind: 'flag', groupId: 5, exclusive: true } as const;
const tagRules = new Map<number, TagRule>([
  [1, { id: 1, position: 0, ...GROUP }],
  [2, { id: 2, position: 1, ...GROUP }],
  [3, { id: 3, kind: 'flag', groupId: null, exclusive: false, position: 0 }],
]);
const runtime = { tagRules } as unknown as Runtime;

const claim = (tagId: number, over: Partial<ClaimRecord> = {}): ClaimRecord => ({
  tagId,
  source: 'flow',
  sourceId: '10',
  sourceName: 'a flow',
  slotId: tagId * 100,
  stance: 'assert',
  value: null,
  priority: 0,
  flowVersion: 1,
  runId: null,
  eventSeq: null,
  since: 1000,
  expiresAt: null,
  reason: null,
  ...over,
});
const cause: Cause = {
  at: 2000,
  effectiveAt: 1500,
  actorKind: 'flow',
  actorId: '10',
  actorName: 'a flow',
  flowId: 10,
  flowVersion: 1,
  runId: null,
  eventSeq: '7',
  reason: null,
};
const edit = (op: ClaimEdit['op'], target: ClaimRecord): ClaimEdit => ({ op, claim: target, evidence: null });

describe('Ledger', () => {
  it('records each edit with the state before and after it', () => {
    const ledger = new Ledger('42', runtime, []);
    expect([...ledger.apply([edit('add', claim(3))], cause)]).toEqual([3]);
    expect(ledger.changes).toMatchObject([
      {
        customerId: '42',
        tagId: 3,
        kind: 'asserted',
        heldBefore: false,
        heldAfter: true,
        effectiveAt: 1500,
        eventSeq: '7',
        flowVersion: 1,
      },
    ]);
  });

  it('records a claim that changes nothing in effect, because another source holds the tag already', () => {
    const ledger = new Ledger('42', runtime, [claim(3, { source: 'person', sourceId: '1', slotId: null })]);
    expect(ledger.apply([edit('add', claim(3))], cause).size).toBe(0);
    expect(ledger.changes).toMatchObject([{ kind: 'asserted', heldBefore: true, heldAfter: true }]);
  });

  it('records that a tag of an exclusive group was beaten, and that it came back', () => {
    const ledger = new Ledger('42', runtime, [claim(1)]);
    const winner = claim(2, { sourceId: '11', since: 2000 });
    ledger.apply([edit('add', winner)], cause);
    ledger.apply([edit('withdraw', winner)], cause);
    expect(ledger.changes.map(({ tagId, kind, heldAfter }) => [tagId, kind, heldAfter])).toEqual([
      [2, 'asserted', true],
      [1, 'beaten', false],
      [2, 'retracted', false],
      [1, 'unbeaten', true],
    ]);
  });

  describe('when several claims on a tag change together, gives the effect to the last of them alone', () => {
    const byHand = { source: 'person', sourceId: '1', slotId: null } as const;
    const forbid = claim(3, { ...byHand, stance: 'forbid' });
    const effects = (ledger: Ledger) =>
      ledger.changes.map(({ kind, heldBefore, heldAfter }) => [kind, heldBefore, heldAfter]);

    it('a tag that a person had removed and adds again is gained once', () => {
      const ledger = new Ledger('42', runtime, [claim(3), forbid]);
      ledger.apply([edit('withdraw', forbid), edit('add', claim(3, byHand))], cause);
      expect(effects(ledger)).toEqual([
        ['unforbidden', false, false],
        ['asserted', false, true],
      ]);
    });

    it('a tag that a person had added and now forbids is lost once', () => {
      const ledger = new Ledger('42', runtime, [claim(3), claim(3, byHand)]);
      ledger.apply([edit('withdraw', claim(3, byHand)), edit('add', forbid)], cause);
      expect(effects(ledger)).toEqual([
        ['retracted', true, true],
        ['forbidden', true, false],
      ]);
    });

    it('a value that a flow replaces changes once', () => {
      const ledger = new Ledger('42', runtime, [claim(3, { value: 'silver' })]);
      ledger.apply(
        [edit('withdraw', claim(3, { value: 'silver' })), edit('add', claim(3, { value: 'gold', slotId: 301 }))],
        cause,
      );
      expect(ledger.changes.map(({ kind, valueBefore, valueAfter }) => [kind, valueBefore, valueAfter])).toEqual([
        ['retracted', 'silver', 'silver'],
        ['asserted', 'silver', 'gold'],
      ]);
    });
  });

  it('stores nothing for a claim that came and went within one batch', () => {
    const ledger = new Ledger('42', runtime, []);
    ledger.apply([edit('add', claim(3))], cause);
    ledger.apply([edit('withdraw', claim(3))], cause);
    expect(ledger.difference()).toEqual({ remove: [], insert: [] });
    expect(ledger.changes).toHaveLength(2);
  });

  it('takes expired claims out at their own moments, in order, by their own sources', () => {
    const pin = claim(3, { source: 'person', sourceId: '1', sourceName: 'Ann', slotId: null, expiresAt: 1500 });
    const ledger = new Ledger('42', runtime, [
      claim(3, { stance: 'forbid', priority: 5 }),
      pin,
      claim(1, { expiresAt: 1200 }),
      claim(2, { sourceId: '11', priority: 1, expiresAt: 1100 }),
    ]);
    const { expired, changed } = ledger.expire(1500);
    expect(expired).toHaveLength(3);
    expect([...changed].sort()).toEqual([1, 2, 3]);
    expect(
      ledger.changes.map(({ tagId, kind, actorName, effectiveAt, heldBefore, heldAfter }) => [
        [tagId, kind, actorName, effectiveAt],
        [heldBefore, heldAfter],
      ]),
    ).toEqual([
      [
        [2, 'expired', 'a flow', 1100],
        [true, false],
      ],
      [
        [1, 'unbeaten', 'a flow', 1100],
        [false, true],
      ],
      [
        [1, 'expired', 'a flow', 1200],
        [true, false],
      ],
      [
        [3, 'expired', 'Ann', 1500],
        [true, false],
      ],
    ]);
    expect(ledger.difference().remove).toHaveLength(3);
  });

  it('records that the time of a claim started anew', () => {
    const old = claim(3, { expiresAt: 3000 });
    const ledger = new Ledger('42', runtime, [old]);
    const renewed = claim(3, { since: 2000, expiresAt: 4000 });
    expect(ledger.apply([edit('renew', renewed)], cause).size).toBe(0);
    expect(ledger.changes).toMatchObject([{ kind: 'renewed', heldBefore: true, heldAfter: true }]);
    expect(ledger.difference()).toEqual({ remove: [old], insert: [renewed] });
  });

  it('summarises held tags and their values', () => {
    const ledger = new Ledger('42', runtime, [
      claim(3, { value: 'gold' }),
      claim(2, { source: 'person', sourceId: '1', slotId: null }),
    ]);
    expect(ledger.summary(2000)).toEqual({ tags: [2, 3], tagValues: { '3': 'gold' } });
  });
});

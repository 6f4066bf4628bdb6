import type { Catalog, Condition } from '@tagloom/contracts';
import { conditionMasks, conditionToSql, FlowError, MAX_SQL_PATTERNS, type SqlCondition } from '@tagloom/rule-engine';
import type { RuntimeAction, RuntimeFlow, Slot } from './runtime.js';

export interface DeviationContext {
  catalog: Catalog;
  /** The slots of all flows, the asked ones among them. */
  slots: readonly Slot[];
  now: Date;
  /** The organisation's zone. */
  timeZone: string;
  /** Number of the first placeholder. */
  startIndex: number;
}

/** More than any customer holds: what is desired and not held makes the sum differ from what is held. */
const MISSING = 1_000_000;

/** So many slots are looked for in what is held sooner than all the others are taken out of it. */
const FEW_SLOTS = 12;

/** A condition on customers `c`, and what else it reads `from`. */
export interface Deviation extends SqlCondition {
  from: string;
}

/**
 * Whether a customer `c` holds something else than these flows would give them now, as boolean SQL: `slotMoves` for all of
 * them at once. Each slot that is held as it should be counts one, and what is held of them must be the sum. So the array is
 * searched only for slots that are desired, which takes half the time of comparing each slot. Null when PostgreSQL cannot tell,
 * or not fast enough.
 */
export function deviationSql(flows: readonly RuntimeFlow[], context: DeviationContext): Deviation | null {
  try {
    const writer = new ActionWriter(flows, context);
    const terms = flows.flatMap((flow) => termsOf(flow, (nodeId) => writer.write(flow, nodeId)));
    if (writer.patterns.size > MAX_SQL_PATTERNS) return null;
    const own = flows.flatMap(({ endings }) => [...endings.keys()]);
    const others = otherSlots(flows, context.slots);
    const isFew = own.length <= FEW_SLOTS;
    if (others.length > 0 && !isFew) terms.push(countHeld(`abs(h) = ANY(${intArray(others)})`));
    const outliving = outlivingSlots(flows);
    if (outliving.length > 0)
      terms.push(`CASE WHEN c.held[1] < 0 THEN ${countHeld(`h = ANY(${intArray(outliving)})`)} ELSE 0 END`);
    const sql = `(${terms.join(' + ') || '0'}) <> ${isFew ? ownHeld(own) : 'cardinality(c.held)'}`;
    return { sql, from: writer.from, params: writer.params };
  } catch (error) {
    if (error instanceof FlowError) return null;
    throw error;
  }
}

/** Writes the condition of an action of the flow. */
type Write = (nodeId: string) => string;

/** Writes conditions of actions: what many of them ask of one fact is looked up once for all, the rest is asked by each. */
class ActionWriter {
  readonly params: unknown[];
  readonly patterns = new Set<string>();
  /** To be joined with the customers. */
  readonly from: string;
  private readonly masked: Map<string, { bit: number | null; rest: Condition }>;

  constructor(
    flows: readonly RuntimeFlow[],
    private readonly context: DeviationContext,
  ) {
    const all = flows.flatMap((flow) =>
      [...flow.actions.keys()].map((nodeId) => ({
        key: `${flow.id}/${nodeId}`,
        condition: flow.conditions.get(nodeId) ?? { all: [] },
      })),
    );
    const { catalog, startIndex } = context;
    const { sql, params, conditions } = conditionMasks(
      all.map(({ condition }) => condition),
      catalog,
      { startIndex },
    );
    this.params = [...params];
    // OFFSET keeps the planner from writing the look-up into each of its uses.
    this.from = sql === null ? '' : `CROSS JOIN LATERAL (SELECT ${sql} AS bits OFFSET 0) mask`;
    this.masked = new Map(
      conditions.map(({ rest, isMasked }, at) => [all[at].key, { rest, bit: isMasked ? at : null }]),
    );
  }

  write(flow: RuntimeFlow, nodeId: string): string {
    const { catalog, now, timeZone } = this.context;
    const { rest, bit } = this.masked.get(`${flow.id}/${nodeId}`) ?? { rest: { all: [] }, bit: null };
    const written = conditionToSql(
      rest,
      catalog,
      { now, timeZone: flow.timeZone ?? timeZone },
      {
        startIndex: this.context.startIndex + this.params.length,
        heldSlots: new Map([...flow.actions].map(([id, { slot }]) => [id, slot.id])),
        zoneOfCustomer: { column: 'zone', fallback: timeZone, factsOnly: flow.timeZone !== null },
        orNull: true,
      },
    );
    this.params.push(...written.params);
    for (const pattern of written.patterns) this.patterns.add(pattern);
    return bit === null ? written.sql : `(get_bit(mask.bits, ${bit}) = 1 AND ${written.sql})`;
  }
}

function termsOf(flow: RuntimeFlow, write: Write): string[] {
  const takesPart = takesPartSql(flow);
  const terms = [...desiredBySlot(flow, write)].map(([slotId, condition]) => {
    const isIn = `${integer(slotId)} = ANY(c.held)`;
    const desired = takesPart ? `${takesPart} AND ${condition}` : condition;
    return flow.endings.get(slotId) === 'keep'
      ? `CASE WHEN ${isIn} THEN 1 WHEN ${desired} THEN ${MISSING} ELSE 0 END`
      : `CASE WHEN ${desired} THEN CASE WHEN ${isIn} THEN 1 ELSE ${MISSING} END ELSE 0 END`;
  });
  // What nothing fills any more stays when it is once and for all; all else makes the sum differ.
  const spent = [...flow.endings].filter(([slotId, ending]) => ending === 'keep' && !flow.actionBySlot.has(slotId));
  return [...terms, ...spent.map(([slotId]) => `CASE WHEN ${integer(slotId)} = ANY(c.held) THEN 1 ELSE 0 END`)];
}

/** Of two values of one tag the action of higher priority counts: it keeps the others from being desired. */
function desiredBySlot(flow: RuntimeFlow, write: Write): Map<number, string> {
  const written: { action: RuntimeAction; sql: string }[] = [];
  const desired = new Map<number, string[]>();
  for (const { nodeId } of flow.plan.actions) {
    const action = flow.actions.get(nodeId);
    if (!action) continue;
    const sql = write(nodeId);
    const rivals = written.filter((other) => outdoes(other.action, action)).map((other) => other.sql);
    const term = rivals.length > 0 ? `(${sql} AND (${rivals.join(' OR ')}) IS NOT TRUE)` : sql;
    desired.set(action.slot.id, [...(desired.get(action.slot.id) ?? []), term]);
    written.push({ action, sql });
  }
  return new Map(
    [...desired].map(([slotId, terms]) => [slotId, terms.length > 1 ? `(${terms.join(' OR ')})` : terms[0]]),
  );
}

function outdoes({ slot: strong }: RuntimeAction, { slot: weak }: RuntimeAction): boolean {
  if (strong.kind !== 'claim' || weak.kind !== 'claim' || strong.id === weak.id) return false;
  return strong.tagId === weak.tagId && strong.stance === weak.stance;
}

/** A flow published for new events only leaves alone those who had none since. */
function takesPartSql(flow: RuntimeFlow): string {
  if (flow.enrolledSince === null) return '';
  const slots = [...flow.endings.keys()].flatMap((slotId) => [slotId, -slotId]);
  return `(c.last_seen_at >= to_timestamp(${Number(flow.enrolledSince) / 1000}) OR c.held && ${intArray(slots)})`;
}

/** Slots of flows that are not asked: whatever is held of them is right. */
function otherSlots(flows: readonly RuntimeFlow[], slots: readonly Slot[]): number[] {
  const asked = new Set(flows.map(({ id }) => id));
  return slots.filter(({ flowId }) => !asked.has(flowId)).map(({ id }) => id);
}

/** Entries of claims that rightly live on after their condition; those of any other slot make the sum differ. */
function outlivingSlots(flows: readonly RuntimeFlow[]): number[] {
  return flows.flatMap(({ endings }) =>
    [...endings].flatMap(([slotId, ending]) => (ending === 'retract' ? [] : [-slotId])),
  );
}

const countHeld = (condition: string) => `(SELECT count(*)::int FROM unnest(c.held) AS held(h) WHERE ${condition})`;

/** How many entries of these slots are held, whatever they say. */
const ownHeld = (slots: readonly number[]) =>
  `(${
    slots
      .flatMap((id) => [id, -id])
      .map((id) => `(${integer(id)} = ANY(c.held))::int`)
      .join(' + ') || '0'
  })`;

const intArray = (numbers: readonly number[]) => `'{${numbers.map(integer).join(',')}}'::int[]`;

/** Numbers that are written into SQL come from the database's own ids; this says so to whoever reads it next. */
function integer(value: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not an id: ${value}`);
  return value;
}

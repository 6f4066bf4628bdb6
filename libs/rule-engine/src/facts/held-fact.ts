const PREFIX = 'held.';

/**
 * The internal fact that says whether the flow already does an action for the customer. The caller sets it per flow, as
 * node ids repeat between flows; absent is false, never unknown. No rule of a user may read it.
 */
export const heldFact = (actionNodeId: string) => `${PREFIX}${actionNodeId}`;
export const isHeldFact = (name: string) => name.startsWith(PREFIX);
/** The action node that a held fact is about. */
export const heldNodeId = (name: string) => name.slice(PREFIX.length);

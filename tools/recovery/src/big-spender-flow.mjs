/** Tags whoever's latest order is large, and takes the tag away after a small one. */
export const BIG_SPENDER_FLOW = {
  name: 'Big spender',
  nodes: [
    { id: 'when', kind: 'trigger', position: { x: 0, y: 0 }, data: { on: 'event', eventTypes: ['order_paid'] } },
    {
      id: 'if',
      kind: 'condition',
      position: { x: 0, y: 160 },
      data: { fact: 'event.amount', operator: 'greaterThan', value: 500 },
    },
    {
      id: 'then',
      kind: 'action',
      position: { x: 0, y: 320 },
      data: { action: 'addTag', tag: 'big_spender', membership: 'while' },
    },
  ],
  edges: [
    { id: 'e1', source: 'when', target: 'if' },
    { id: 'e2', source: 'if', target: 'then' },
  ],
};

/** Shorthand for drawing flows: nodes without a place, edges as pairs; the layout of the editor places them. */
export const onChange = (/** @type {string} */ id) => ({ id, kind: 'trigger', data: { on: 'change' } });
/** @param {string} id @param {string} fact @param {string} operator @param {unknown} [value] */
export const condition = (id, fact, operator, value) => ({
  id,
  kind: 'condition',
  data: { fact, operator, ...(value === undefined ? {} : { value }) },
});
/** @param {string} id @param {Record<string, unknown>} data */
export const gate = (id, data) => ({ id, kind: 'gate', data });
/** @param {string} id @param {number} threshold in percent @param {Record<string, number>} weights by input */
export const score = (id, threshold, weights) => ({ id, kind: 'score', data: { threshold, weights } });
/** @param {string} id @param {string} tag */
export const addTag = (id, tag) => ({ id, kind: 'action', data: { action: 'addTag', tag, membership: 'while' } });

/** @param {string} id @param {string} tag @param {unknown} value */
export const setTag = (id, tag, value) => ({
  id,
  kind: 'action',
  data: { action: 'setTag', tag, value, membership: 'while' },
});

/**
 * @param {{ name: string, description: string, nodes: Record<string, unknown>[], edges: [string, string][] }} drawing
 */
export function draw({ name, description, nodes, edges }) {
  return {
    name,
    description,
    nodes: nodes.map((node, index) => ({ ...node, position: { x: 0, y: index * 160 } })),
    edges: edges.map(([source, target]) => ({ id: `${source}-${target}`, source, target })),
  };
}

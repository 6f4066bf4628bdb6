/** Generated rules and customers, for tests of whoever runs rules. */
export { conditionsOf } from './arbitraries.js';
export { catalog } from './catalog.js';
export { countableFlows, patternFlows } from './countable-flows.js';
export { countablePatterns, texts } from './patterns.js';
export { COLUMNS, factsOfRow, FALLBACK_ZONE, HELD_SLOT, rows, zoneOf, type Row } from './rows.js';

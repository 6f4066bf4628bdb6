/** Generated rules and customers, for tests of whoever runs rules. */
export { catalog } from './catalog.js';
export { countableFlows, patternFlows } from './countable-flows.js';
export { COLUMNS, factsOfRow, FALLBACK_ZONE, HELD_SLOT, rows, zoneOf, type Row } from './rows.js';

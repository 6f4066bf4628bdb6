export { FlowError } from './errors/flow-error.js';
export type { Facts } from './facts/read-fact.js';
export { heldFact } from './facts/held-fact.js';
export type { Moment } from './time/local-day.js';
export { isTimeZone, localDay } from './time/local-day.js';
export { startOfLocalDay as startOfDay } from '@tagloom/contracts';
export { dateOfDay, dayNumber } from './time/calendar.js';
export { OPERATORS, operatorsFor, editorFor, hasSql } from './operators/index.js';
export type { Operator, ValueEditor, ValueKind } from './operators/operator.js';
export { parseFlow } from './flow/parse-flow.js';
export { canConnect, type Connection, type Refusal } from './flow/can-connect.js';
export { layoutFlow, NODE_SIZE } from './flow/layout-flow.js';
export { flowCondition, flowReads, flowWrites, flowWritesFields } from './flow/flow-condition.js';
export { factsInCondition } from './flow/condition-tree.js';
export { sortFlows } from './flow/sort-flows.js';
export { findUnfinished } from './validate/find-unfinished.js';
export { validateCondition, validateFlow } from './validate/validate-flow.js';
export { compileCondition, evaluateCondition } from './plan/compile-condition.js';
export type { Test } from './plan/compile-comparison.js';
export { compileFlow, type Plan, type Wakes } from './plan/compile-flow.js';
export { evaluatePlan } from './plan/evaluate-plan.js';
export type { Action, Outcome } from './plan/action.js';
export { toJsonRules } from './json-rules/to-json-rules.js';
export { createAuthority, type Authority, type Decided } from './json-rules/authority.js';
export { explain } from './explain/explain.js';
export { glossaryOf } from './explain/glossary.js';
export { traceInWords } from './explain/trace-in-words.js';
export { fromJsonRules } from './json-rules/from-json-rules.js';
export {
  conditionToSql,
  MAX_SQL_PATTERNS,
  type SqlCondition,
  type SqlOptions,
  type WrittenCondition,
} from './sql/condition-to-sql.js';
export { conditionMasks, type ConditionMasks } from './sql/condition-masks.js';
export type { ZoneOfCustomer } from './sql/today-sql.js';
export { RFM_CELLS, RFM_QUADRANTS, rfmOptions, type RfmCell } from './rfm/rfm-cells.js';
export { rfmValue, type RfmNumbers } from './rfm/rfm-value.js';
export { describe, describeParts } from './describe/describe.js';
export type { Segment } from './describe/segments.js';
export { exportBundle, type BundleDefinitions } from './bundle/export-bundle.js';
export { bundledGolden, mappedGolden } from './bundle/bundled-golden.js';
export { parseBundle } from './bundle/parse-bundle.js';
export { defaultMapping, planImport } from './bundle/plan-import.js';
export { applyMapping, creationsOf, type Creations } from './bundle/apply-mapping.js';
export { readFactText, writeFactText } from './golden/fact-text.js';
export { actionNodes, expectationOf, readExpectations, writeExpectations } from './golden/expectations.js';
export { factsOfHas } from './golden/held-facts.js';
export { GOLDEN_HEADINGS, goldenHeading } from './golden/headings.js';
export { judgeGolden, type GoldenVerdict } from './golden/judge-golden.js';
export { diffFlows } from './diff/diff-flows.js';
export { diffSentences } from './diff/diff-sentences.js';
export { analyseFlow } from './analysis/analyse-flow.js';
export { analyseFlows } from './analysis/analyse-flows.js';
export { exampleEvents, type ExampleEvent } from './analysis/example-events.js';
export type { Finding } from './analysis/finding.js';
export { IS_OF_TYPE } from './facts/fact-values.js';

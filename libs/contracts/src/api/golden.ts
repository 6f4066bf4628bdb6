import { z } from 'zod';
import { Instant, LocalizedText, safeText } from '../common.js';
import { FactName } from '../flow/condition.js';
import { FactType } from '../flow/catalog.js';
import { ActionTrace } from '../flow/explanation.js';
import { Problem } from '../flow/flow.js';

export const GOLDEN_LIMITS = {
  cases: 500,
  /** Facts of one case, and columns of a table that is read. */
  facts: 100,
  /** Expected actions of one case. */
  expected: 50,
  /** Characters of one cell. */
  cell: 2000,
  /** Of an uploaded file, in bytes. */
  file: 2 * 1024 * 1024,
  /** Of everything inside an XLSX file, unpacked, in bytes. */
  unpacked: 20 * 1024 * 1024,
} as const;

const scalar = z.union([z.number(), z.boolean(), safeText(GOLDEN_LIMITS.cell)]);

/** A known value: `YYYY-MM-DD` for a date, a list of texts for a set. */
export const GoldenValue = z.union([scalar, z.array(safeText(200)).max(200)]);
export type GoldenValue = z.infer<typeof GoldenValue>;

/**
 * One action that must hold. `tag`: by what it does to a tag: `+` adds, sets or proposes it (to `value`, when given), `-`
 * removes it. `node`: by its node on the canvas, for all other actions.
 */
export const GoldenExpectation = z.union([
  z.strictObject({ sign: z.enum(['+', '-']), tag: safeText(60, 1), value: GoldenValue.optional() }),
  z.strictObject({ node: safeText(64, 1) }),
]);
export type GoldenExpectation = z.infer<typeof GoldenExpectation>;

/** Facts by name. What is absent is unknown, but a flag tag, which the customer then does not have. */
export const GoldenFacts = z
  .record(FactName, GoldenValue)
  .refine((facts) => Object.keys(facts).length <= GOLDEN_LIMITS.facts, `at most ${GOLDEN_LIMITS.facts} facts`);

/** A made-up customer, and exactly what the flow must do about them: nothing more, nothing less. */
export const GoldenCase = z.strictObject({
  name: safeText(120, 1),
  facts: GoldenFacts,
  /** The moment at which it is decided; null is whenever it is asked. */
  now: Instant.nullable(),
  expected: z.array(GoldenExpectation).max(GOLDEN_LIMITS.expected),
  /**
   * What the flow has given the customer already, in the words of `expected`: they have these tags, and the actions that gave them
   * end by their leave thresholds. Absent is nothing.
   */
  has: z.array(GoldenExpectation).max(GOLDEN_LIMITS.expected).optional(),
});
export type GoldenCase = z.infer<typeof GoldenCase>;

export const GoldenCases = z.array(GoldenCase).max(GOLDEN_LIMITS.cases);
export type GoldenCases = z.infer<typeof GoldenCases>;

/**
 * What became of a case. `failed`: an expected action does not hold, or another one does. `disagreed`: the compiled plan and
 * json-rules-engine differ, which is a fault of the product.
 */
export const GoldenOutcome = z.object({
  status: z.enum(['passed', 'failed', 'disagreed']),
  /** Expected, but does not hold (or the flow has no such action). */
  missing: z.array(GoldenExpectation),
  /** Holds, but is not expected. */
  unexpected: z.array(GoldenExpectation),
  /** Everything that holds. */
  got: z.array(GoldenExpectation),
  /** Why, for the actions that failed the case. */
  traces: z.array(ActionTrace),
});
export type GoldenOutcome = z.infer<typeof GoldenOutcome>;

/** A fact that may be a column. */
export const GoldenFact = z.object({
  name: z.string(),
  type: FactType,
  label: LocalizedText,
  /** The draft reads it. */
  isRead: z.boolean(),
});
export type GoldenFact = z.infer<typeof GoldenFact>;

/** An action of the draft as a case can expect it. */
export const GoldenAction = z.object({ nodeId: z.string(), expectation: GoldenExpectation, name: LocalizedText });
export type GoldenAction = z.infer<typeof GoldenAction>;

export const GoldenTable = z.object({
  /** Of the table, not of the draft. */
  revision: z.int(),
  cases: z.array(GoldenCase),
  /** By position; null while the draft cannot be evaluated, see `problems`. */
  outcomes: z.array(GoldenOutcome).nullable(),
  /** What keeps the draft from being evaluated. */
  problems: z.array(Problem),
  /** Columns: the facts that the draft reads, then others that a case gives. */
  facts: z.array(GoldenFact),
  actions: z.array(GoldenAction),
  updatedAt: Instant.nullable(),
  updatedBy: z.string().nullable(),
});
export type GoldenTable = z.infer<typeof GoldenTable>;

/** The whole table; `revision` is the one the edit started from, a stale one is refused with 409. */
export const SaveGoldenRequest = z.strictObject({ revision: z.int(), cases: GoldenCases });
export type SaveGoldenRequest = z.infer<typeof SaveGoldenRequest>;

/** Tries cases that need not be saved on the current draft; without `cases` those that are. */
export const RunGoldenRequest = z.strictObject({ cases: GoldenCases.optional() });
export type RunGoldenRequest = z.infer<typeof RunGoldenRequest>;
export const RunGoldenResponse = GoldenTable.pick({ outcomes: true, problems: true });
export type RunGoldenResponse = z.infer<typeof RunGoldenResponse>;

export const GOLDEN_READ_CODES = [
  /** The heading names no fact. */
  'unknown_column',
  'duplicate_column',
  /** There is no column for the names of cases, or for what is expected. */
  'missing_column',
  'missing_name',
  'wrong_value',
  'wrong_moment',
  /** What is expected is no action of the flow and no tag. */
  'unknown_action',
  'too_long',
  /** The cell holds an error of the spreadsheet, such as #NAME?. */
  'error_cell',
] as const;

/** Something in a table that could not be read; the row, or the column, was left out. */
export const GoldenReadError = z.object({
  code: z.enum(GOLDEN_READ_CODES),
  /** As the spreadsheet counts, the heading being 1 in most. */
  row: z.int(),
  /** The letter of the column, or null for the whole row. */
  column: z.string().nullable(),
  /** What is wrong and what to do. */
  message: z.object({ 'zh-CN': z.string(), en: z.string() }),
});
export type GoldenReadError = z.infer<typeof GoldenReadError>;

/** What was read from a file; nothing is saved. */
export const ReadGoldenResponse = z.object({
  cases: z.array(GoldenCase),
  /** Facts that have a column, in its order. */
  facts: z.array(GoldenFact),
  errors: z.array(GoldenReadError),
});
export type ReadGoldenResponse = z.infer<typeof ReadGoldenResponse>;

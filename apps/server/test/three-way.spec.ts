import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Flow } from '@tagloom/contracts';
import { catalog, countableFlows, patternFlows, rows as rowsOf, type Row } from '@tagloom/rule-engine/testing';
import fc from 'fast-check';
import { Client } from 'pg';
import { byAuthority, byPlan, bySql, differences, insertRows, subjectsOf, type Subject } from './support/three-ways.js';

const FLOWS = 240;
const ROWS = 500;
/** json-rules-engine is slower by two orders, so it decides the first rows only. */
const ROWS_OF_AUTHORITY = 90;
const PATTERN_FLOWS = 40;
/** At the second one three dates are today somewhere on earth; the third is the last instant of a month. */
const MOMENTS = ['2026-11-22T04:00:00Z', '2026-11-22T10:30:00Z', '2026-11-30T23:59:59.999Z'].map((at) => new Date(at));
const seed = Date.now() % 2 ** 31;

/** Every run generates others; a failure says the seed. */
const sample = <T>(arbitrary: fc.Arbitrary<T>, numRuns: number) => fc.sample(arbitrary, { numRuns, seed });
const first = <T>(found: T[]) => ({ seed, count: found.length, examples: found.slice(0, 2) });
const nothing = { seed, count: 0, examples: [] };

describe('one rule, one meaning, three ways to run it', () => {
  const client = new Client({ connectionString: process.env.TEST_DATABASE_URL });
  let rows: Row[];
  let flows: Flow[];
  let subjects: Subject[];
  let plans: boolean[][];

  beforeAll(async () => {
    await client.connect();
    rows = sample(rowsOf, ROWS);
    flows = sample(countableFlows, FLOWS);
    await insertRows(client, rows);
    subjects = subjectsOf(flows, MOMENTS, catalog);
    plans = subjects.map((subject) => byPlan(subject, rows));
  }, 60_000);
  afterAll(() => client.end());

  it(`answers alike in PostgreSQL and compiled, for ${FLOWS * ROWS} pairs of rule and customer`, async () => {
    const found = differences(subjects, rows, plans, await bySql(client, subjects, catalog));
    expect(first(found)).toEqual(nothing);
    expect(plans.flat().filter(Boolean).length).toBeGreaterThan((FLOWS * ROWS) / 20);
  }, 60_000);

  it(`answers alike in json-rules-engine and compiled, for ${FLOWS * ROWS_OF_AUTHORITY} of them`, async () => {
    const few = rows.slice(0, ROWS_OF_AUTHORITY);
    const answers: boolean[][] = [];
    for (const subject of subjects) answers.push(await byAuthority(subject, few, catalog));
    expect(first(differences(subjects, rows, plans, answers))).toEqual(nothing);
  }, 60_000);

  it('covers customers’ calendars, thresholds to leave by, audiences, RFM and patterns', () => {
    const text = flows.map((flow) => JSON.stringify(flow));
    const used = (part: string) => text.filter((flow) => flow.includes(part)).length;
    for (const part of ['"timeZone":"customer"', '"audience"', '"leave', '"rfm.', '"unit"', '"matches"'])
      expect([part, used(part) > 0]).toEqual([part, true]);
    expect(subjects.filter(({ plan }) => plan.heldReads.length > 0).length).toBeGreaterThan(5);
  });

  it('answers alike in json-rules-engine and compiled where patterns have no SQL', async () => {
    const patterns = subjectsOf(sample(patternFlows, PATTERN_FLOWS), MOMENTS, catalog);
    const few = rows.slice(0, ROWS_OF_AUTHORITY);
    const answers: boolean[][] = [];
    for (const subject of patterns) answers.push(await byAuthority(subject, few, catalog));
    const compiled = patterns.map((subject) => byPlan(subject, few));
    expect(first(differences(patterns, rows, compiled, answers))).toEqual(nothing);
  }, 60_000);
});

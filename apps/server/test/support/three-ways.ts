import type { Catalog, Flow } from '@tagloom/contracts';
import {
  compileFlow,
  conditionToSql,
  createAuthority,
  evaluatePlan,
  flowCondition,
  heldFact,
  type Moment,
  type Operator,
  OPERATORS,
  type Plan,
} from '@tagloom/rule-engine';
import { COLUMNS, factsOfRow, FALLBACK_ZONE, HELD_SLOT, zoneOf, type Row } from '@tagloom/rule-engine/testing';
import type { Client } from 'pg';

/** So many conditions are asked in one pass over the rows. */
const PER_QUERY = 20;

/** A generated rule with its plan, at one moment. */
export interface Subject {
  flow: Flow;
  plan: Plan;
  now: Date;
}

/** Plans are made here, so that a test can break an operator for them alone. */
export function subjectsOf(flows: readonly Flow[], moments: readonly Date[], catalog: Catalog): Subject[] {
  return flows.map((flow, at) => ({ flow, plan: compileFlow(flow, catalog), now: moments[at % moments.length] }));
}

/** The calendar on which a flow counts for one customer. */
function momentOf({ flow, now }: Subject, row: Row): Moment {
  const customerTimeZone = zoneOf(row);
  return { now, timeZone: flow.timeZone === 'customer' ? customerTimeZone : FALLBACK_ZONE, customerTimeZone };
}

/** Facts by row and moment: the same for most rules. */
const known = new WeakMap<Row, Map<string, Record<string, unknown>>>();

function factsOf(subject: Subject, row: Row): Record<string, unknown> {
  const moment = momentOf(subject, row);
  const ofRow = known.get(row) ?? new Map<string, Record<string, unknown>>();
  known.set(row, ofRow);
  const key = `${moment.now.getTime()} ${moment.timeZone}`;
  let facts = ofRow.get(key);
  if (!facts) ofRow.set(key, (facts = factsOfRow(row, moment)));
  if (subject.plan.heldReads.length === 0) return facts;
  facts = { ...facts };
  for (const id of subject.plan.heldReads) facts[heldFact(id)] = row.held.includes(HELD_SLOT);
  return facts;
}

export const byPlan = (subject: Subject, rows: readonly Row[]): boolean[] =>
  rows.map((row) => evaluatePlan(subject.plan, factsOf(subject, row), momentOf(subject, row)).actions.length > 0);

export async function byAuthority(subject: Subject, rows: readonly Row[], catalog: Catalog): Promise<boolean[]> {
  const authority = createAuthority(subject.flow, catalog);
  const answers: boolean[] = [];
  for (const row of rows)
    answers.push((await authority.run(factsOf(subject, row), momentOf(subject, row))).actions.length > 0);
  return answers;
}

/** A temporary customers table with the rows, in order. */
export async function insertRows(client: Client, rows: readonly Row[]): Promise<void> {
  const columns = Object.entries(COLUMNS).map(([name, type]) => `${name} ${type}`);
  await client.query(`CREATE TEMP TABLE c (id int, ${columns.join(', ')})`);
  await client.query('INSERT INTO c SELECT * FROM jsonb_populate_recordset(NULL::c, $1)', [
    JSON.stringify(rows.map((row, id) => ({ id, ...row }))),
  ]);
}

/** What PostgreSQL answers for every row and subject: `answers[subject][row]`. `rewrite` is for breaking it on purpose. */
export async function bySql(
  client: Client,
  subjects: readonly Subject[],
  catalog: Catalog,
  rewrite = (sql: string) => sql,
): Promise<boolean[][]> {
  const answers: boolean[][] = [];
  for (let from = 0; from < subjects.length; from += PER_QUERY) {
    const params: unknown[] = [];
    const columns = subjects.slice(from, from + PER_QUERY).map(({ flow, plan, now }, at) => {
      const action = flow.nodes.find(({ kind }) => kind === 'action')!.id;
      const written = conditionToSql(
        flowCondition(flow, action, catalog),
        catalog,
        { now, timeZone: FALLBACK_ZONE },
        {
          startIndex: params.length + 1,
          heldSlots: new Map(plan.heldReads.map((id) => [id, HELD_SLOT])),
          zoneOfCustomer: {
            column: 'p_time_zone',
            fallback: FALLBACK_ZONE,
            ...(flow.timeZone !== 'customer' && { factsOnly: true }),
          },
        },
      );
      params.push(...written.params);
      return `${rewrite(written.sql)} AS a${at}`;
    });
    const { rows } = await client.query<Record<string, boolean>>(
      `SELECT ${columns.join(', ')} FROM c ORDER BY id`,
      params,
    );
    answers.push(...columns.map((_, at) => rows.map((row) => row[`a${at}`])));
  }
  return answers;
}

/** Where two executors differ, with everything that is needed to see why. */
export interface Difference {
  flow: Flow;
  now: Date;
  row: Row;
  plan: boolean;
  other: boolean;
}

/** Compares answers by subject and row; the rows of `others` may be fewer. */
export function differences(
  subjects: readonly Subject[],
  rows: readonly Row[],
  plans: readonly boolean[][],
  others: readonly boolean[][],
): Difference[] {
  return subjects.flatMap(({ flow, now }, subject) =>
    others[subject].flatMap((other, at) =>
      other === plans[subject][at] ? [] : [{ flow, now, row: rows[at], plan: plans[subject][at], other }],
    ),
  );
}

/** Does something while an operator means something else; `direct` is left out, since it says again what `holds` says. */
export async function whileBroken<T>(
  name: string,
  change: (right: Operator) => Partial<Operator>,
  work: () => T | Promise<T>,
): Promise<T> {
  const operators = OPERATORS as Map<string, Operator>;
  const right = operators.get(name)!;
  const { direct: _direct, ...rest } = right;
  operators.set(name, { ...rest, ...change(right) });
  try {
    return await work();
  } finally {
    operators.set(name, right);
  }
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Flow } from '@tagloom/contracts';
import {
  compileFlow,
  createAuthority,
  evaluatePlan,
  fromJsonRules,
  OPERATORS,
  parseFlow,
  toJsonRules,
  type Action,
  type Facts,
  type Plan,
} from './index.js';
import { catalog } from './testing/catalog.js';

interface Golden {
  flow: Flow;
  now: string;
  timeZone: string;
  cases: { title: string; facts: Facts; expected: string[]; now?: string; timeZone?: string }[];
}

const folder = join(import.meta.dirname, '../golden');
const files = readdirSync(folder).sort();
const read = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Golden;
const short = (actions: readonly Action[]) =>
  actions.map(({ kind, tag, type, data }) => {
    const name = tag ?? type ?? (data.action === 'setField' ? data.field : '');
    return `${kind} ${name}`.trim();
  });

describe.each(files)('golden %s', (file) => {
  const golden = read(file);
  const flow = parseFlow(golden.flow);
  const plan = compileFlow(flow, catalog);
  const authority = createAuthority(flow, catalog);
  const again: Plan = compileFlow(fromJsonRules(JSON.stringify(toJsonRules(flow, catalog)), catalog), catalog);

  it.each(golden.cases)('$title', async ({ facts, expected, now, timeZone }) => {
    const moment = { now: new Date(now ?? golden.now), timeZone: timeZone ?? golden.timeZone };
    expect(short(evaluatePlan(plan, facts, moment).actions)).toEqual(expected);
    expect(short((await authority.run(facts, moment)).actions)).toEqual(expected);
    expect(short(evaluatePlan(again, facts, moment).actions)).toEqual(expected);
  });
});

it('has a golden case for every operator', () => {
  const used = files.flatMap((file) =>
    read(file).flow.nodes.flatMap((node) => (node.kind === 'condition' ? [node.data.operator] : [])),
  );
  expect([...OPERATORS.keys()].filter((name) => !used.includes(name))).toEqual([]);
});

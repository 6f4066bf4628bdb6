import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { AGGREGATIONS } from '@tagloom/contracts';
import { applyEvent, compileMetrics, createState, MetricContext, values, type CompiledMetricInput } from './index.js';
import { WINDOWS } from './testing/arbitraries.js';
import { naiveValue } from './testing/naive.js';

interface Golden {
  metric: Omit<CompiledMetricInput, 'id' | 'key'>;
  cases: {
    title: string;
    now: string;
    home?: string;
    events: { type: string; at: string; properties?: Record<string, unknown> }[];
    expected: number | string | string[] | null;
  }[];
}

const folder = join(import.meta.dirname, '../golden');
const files = readdirSync(folder).sort();
const read = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Golden;

describe.each(files)('golden %s', (file) => {
  const { metric, cases } = read(file);
  const input: CompiledMetricInput = { id: 1, key: 'golden', ...metric };

  it.each(cases)('$title', ({ now, home = 'UTC', events, expected }) => {
    const set = compileMetrics([input]);
    const state = createState();
    const context = new MetricContext(Date.parse(now), home);
    const occurred = events.map(({ type, at, properties = {} }) => ({ type, properties, occurredAt: Date.parse(at) }));
    for (const event of occurred) applyEvent(set, state, event, context);
    expect(values(set, state, context).get(1)).toEqual(expected);
    expect(naiveValue(input, occurred, context.now, home)).toEqual(expected);
  });
});

it('has golden cases for every aggregation and every kind of window', () => {
  const used = files.map((file) => read(file).metric);
  expect(AGGREGATIONS.filter((name) => !used.some(({ aggregation }) => aggregation === name))).toEqual([]);
  const kind = ({ window }: Pick<CompiledMetricInput, 'window'>) => {
    if (window.kind === 'rolling') return `rolling ${window.unit}`;
    return window.kind === 'calendar' ? `${window.which} ${window.period}` : window.kind;
  };
  const kinds = new Set(WINDOWS.map((window) => kind({ window })));
  expect([...kinds].filter((name) => !used.some((metric) => kind(metric) === name))).toEqual([]);
});

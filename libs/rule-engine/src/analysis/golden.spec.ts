import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Catalog, Flow, ProblemCode } from '@tagloom/contracts';
import { catalog } from '../testing/catalog.js';
import { analyseFlows } from './analyse-flows.js';

interface Case {
  flow: Flow;
  published?: { id: string; name: string; flow: Flow }[];
  /** Exclusive group by tag. */
  exclusive?: Record<string, string>;
  /** The nodes that are named. */
  expected: string[];
}
interface Golden {
  code: ProblemCode;
  triggers: Case;
  nearly: Omit<Case, 'expected'>;
}

const folder = join(import.meta.dirname, '../../golden-analysis');
const files = readdirSync(folder).sort();
const read = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Golden;

function withGroups(groups: Record<string, string> = {}): Catalog {
  const tags = catalog.tags.map((tag) => ({ ...tag, ...(groups[tag.key] && { exclusiveGroup: groups[tag.key] }) }));
  return { ...catalog, tags };
}
const analyse = ({ flow, published = [], exclusive }: Omit<Case, 'expected'>) =>
  analyseFlows({ flow }, published, withGroups(exclusive));

describe.each(files)('golden finding %s', (file) => {
  const { code, triggers, nearly } = read(file);

  it('is found, with the nodes, the other flow and a sentence in both languages', () => {
    const found = analyse(triggers).filter((each) => each.code === code);
    expect(found.map(({ nodeIds }) => nodeIds)).toEqual([triggers.expected]);
    const [{ params, message }] = found as [(typeof found)[number]];
    expect(params?.flow?.id).toBe(triggers.published?.[0]?.id);
    expect(message['zh-CN']).toMatch(/[。]$/);
    expect(message.en).toMatch(/\.$/);
  });

  it('is not found in a flow that nearly has it, nor is anything else of its kind', () => {
    expect(analyse(nearly)).toEqual([]);
  });
});

it('has a golden flow for every finding that analysis makes', () => {
  const codes = new Set(files.map((file) => read(file).code));
  expect([...codes].sort()).toEqual([
    ...['always_true', 'conflict', 'contradiction', 'dangling_input', 'dangling_output', 'duplicate', 'event_bound'],
    ...['loop', 'never_true', 'shadowed', 'unreachable', 'wrong_operator', 'wrong_value'],
  ]);
});

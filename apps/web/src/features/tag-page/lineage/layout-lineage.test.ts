import type { Lineage, LineageNode } from '@tagloom/contracts';
import { describe, expect, it } from 'vitest';
import { layoutLineage, NODE } from './layout-lineage';

const node = (id: string, distance: number): LineageNode => ({
  id,
  kind: 'tag',
  name: { 'zh-CN': id },
  ref: null,
  distance,
});
const links = (...pairs: string[]): Lineage['edges'] =>
  pairs.map((pair) => ({ from: pair.split('>')[0]!, to: pair.split('>')[1]! }));
const columnsOf = (lineage: Pick<Lineage, 'nodes' | 'edges'>) => {
  const columns = new Map<number, string[]>();
  for (const { node: placed, x } of layoutLineage(lineage)) columns.set(x, [...(columns.get(x) ?? []), placed.id]);
  return [...columns].sort(([one], [other]) => one - other).map(([, ids]) => ids.sort());
};

describe('the columns of a lineage', () => {
  it('run from where the tag comes to where it goes', () => {
    const nodes = [node('event', -3), node('metric', -2), node('rule', -1), node('tag', 0), node('other rule', 1)];
    const edges = links('event>metric', 'metric>rule', 'rule>tag', 'tag>other rule');
    expect(columnsOf({ nodes, edges })).toEqual([['event'], ['metric'], ['rule'], ['tag'], ['other rule']]);
  });

  it('put an event left of the metric that is made of it, though the rule reads both', () => {
    const nodes = [node('event', -2), node('metric', -2), node('rule', -1), node('tag', 0)];
    const edges = links('event>metric', 'event>rule', 'metric>rule', 'rule>tag');
    expect(columnsOf({ nodes, edges })).toEqual([['event'], ['metric'], ['rule'], ['tag']]);
  });

  it('come to an end when rules and tags go round in a circle', () => {
    const nodes = [node('tag', 0), node('a', 1), node('b', 2), node('c', 3)];
    const edges = links('tag>a', 'a>b', 'b>c', 'c>a', 'c>tag');
    expect(columnsOf({ nodes, edges })).toEqual([['tag'], ['a'], ['b'], ['c']]);
  });

  it('never put one box over another', () => {
    const nodes = [node('tag', 0), ...Array.from({ length: 9 }, (_, n) => node(`r${n}`, 1)), node('end', 2)];
    const edges = links(...Array.from({ length: 9 }, (_, n) => [`tag>r${n}`, `r${n}>end`]).flat());
    const placed = layoutLineage({ nodes, edges });
    for (const one of placed)
      for (const other of placed)
        if (one !== other)
          expect(Math.abs(one.x - other.x) >= NODE.width || Math.abs(one.y - other.y) >= NODE.height).toBe(true);
  });
});

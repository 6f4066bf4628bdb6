import { Flow, type Catalog, type FlowNode } from '@tagloom/contracts';
import { describe, expect, it } from 'vitest';
import { zhCN } from '../i18n/zh-CN';
import { VARIANTS } from './node-spec';
import { NODE_SPECS, variantOf } from './registry';

const catalog: Catalog = { facts: [], tags: [], eventTypes: [{ name: 'order_paid', label: { 'zh-CN': 'x' } }] };
const offered = VARIANTS.filter((variant) => NODE_SPECS[variant].create);

describe('the node registry', () => {
  it.each(offered)('makes a %s that it recognises as its own, and no other specification claims', (variant) => {
    const node = { ...NODE_SPECS[variant].create!(catalog), id: 'n', position: { x: 0, y: 0 } } as FlowNode;
    expect(variantOf(node)).toBe(variant);
    expect(VARIANTS.filter((other) => NODE_SPECS[other].owns(node))).toEqual([variant]);
  });

  it.each(offered)('can be searched for by the pinyin of %s', (variant) => {
    expect(NODE_SPECS[variant].pinyin).toMatch(/^[a-z]+( [a-z]+)+$/);
  });

  it('has words for every kind', () => {
    expect(Object.keys(zhCN.node).sort()).toEqual([...VARIANTS].sort());
  });

  it('covers every kind of node that a flow can hold', () => {
    const kinds = new Set(offered.map((variant) => NODE_SPECS[variant].create!(catalog).kind));
    const known = Flow.shape.nodes.element.options.map((option) => option.shape.kind.value);
    expect([...kinds].sort()).toEqual([...known].sort());
  });

  it('shows an imported action without offering it', () => {
    const node: FlowNode = {
      id: 'n',
      kind: 'action',
      position: { x: 0, y: 0 },
      data: { action: 'emit', type: 'alert' },
    };
    expect(variantOf(node)).toBe('action-emit');
    expect(NODE_SPECS['action-emit'].create).toBeUndefined();
  });
});

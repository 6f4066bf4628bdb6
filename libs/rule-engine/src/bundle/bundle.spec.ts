import { describe, expect, it } from '@jest/globals';
import type { Catalog, Flow, FlowBundle, MetricDefinition } from '@tagloom/contracts';
import {
  applyMapping,
  creationsOf,
  defaultMapping,
  exportBundle,
  FlowError,
  parseBundle,
  planImport,
  validateFlow,
  type BundleDefinitions,
} from '../index.js';
import { catalog as basic } from '../testing/catalog.js';
import { graphOf, node } from '../testing/flows.js';

const metric = (key: string, more: Partial<MetricDefinition> = {}): MetricDefinition => ({
  key,
  name: { 'zh-CN': key },
  eventTypes: ['order_paid'],
  aggregation: 'count',
  window: { kind: 'lifetime' },
  ...more,
});
const definitions: BundleDefinitions = {
  metrics: [
    metric('orders_90d', {
      filter: { all: [{ fact: 'event.channel', operator: 'equal', value: '门店' }] },
      window: { kind: 'rolling', amount: 90, unit: 'day' },
    }),
    metric('spend', { aggregation: 'sum', property: 'amount' }),
    metric('days_since_order', { aggregation: 'days_since_last', eventTypes: ['link_clicked'] }),
    metric('unused'),
  ],
  rfm: [
    {
      key: 'spring',
      name: { 'zh-CN': '春季' },
      recency: 'days_since_order',
      frequency: 'orders_90d',
      monetary: 'spend',
      cuts: { method: 'mean' },
    },
  ],
  tagGroups: [{ key: 'stage', name: { 'zh-CN': '阶段' }, category: 'value', exclusive: true }],
};
const catalog: Catalog = {
  ...basic,
  facts: [
    ...basic.facts,
    { name: 'event.channel', type: 'text', source: 'event', label: { 'zh-CN': '渠道' }, eventTypes: ['order_paid'] },
    { name: 'rfm.spring_cell', type: 'text', source: 'rfm', label: { 'zh-CN': '春季象限' } },
  ],
  tags: basic.tags.map((tag) => (tag.key === 'vip' ? { ...tag, exclusiveGroup: 'stage' } : tag)),
  users: [
    { id: '5', name: '王芳' },
    { id: '6', name: '李雷' },
  ],
  endpoints: [{ id: '3', name: 'CRM' }],
};
const flow: Flow = {
  ...graphOf(
    [
      node('t', 'trigger', { on: 'event', eventTypes: ['order_paid'] }),
      node('a', 'condition', { fact: 'rfm.spring_cell', operator: 'equal', value: '高高高' }),
      node('b', 'condition', { fact: 'metric.spend', operator: 'greaterThan', value: { fact: 'tag.points' } }),
      node('g', 'gate', { gate: 'all' }),
      node('x', 'action', { action: 'addTag', tag: 'vip', membership: 'while' }),
      node('y', 'action', { action: 'setField', field: 'city', value: '北京', membership: 'once' }),
      node('z', 'action', { action: 'assign', to: { kind: 'user', id: '5' }, membership: 'once' }),
      node('w', 'action', { action: 'webhook', endpoint: '3', membership: 'every' }),
    ],
    ...['t>a', 't>b', 'a>g', 'b>g', 'g>x', 'g>y', 'g>z', 'g>w'],
  ),
  audience: { include: ['level'], exclude: ['new_mum'] },
};
const bundle = exportBundle(flow, catalog, definitions);
const keys = (items: { key: string }[]) => items.map(({ key }) => key).sort();

describe('a flow bundle', () => {
  it('carries everything that the flow needs, also at one remove, and nothing else', () => {
    expect(keys(bundle.tags)).toEqual(['level', 'new_mum', 'points', 'vip']);
    expect(bundle.tags.find(({ key }) => key === 'vip')!.group).toBe('stage');
    expect(keys(bundle.tagGroups)).toEqual(['stage']);
    expect(keys(bundle.rfm)).toEqual(['spring']);
    expect(keys(bundle.metrics)).toEqual(['days_since_order', 'orders_90d', 'spend']);
    expect(bundle.eventTypes.map(({ name }) => name).sort()).toEqual(['link_clicked', 'order_paid']);
    const paid = bundle.eventTypes.find(({ name }) => name === 'order_paid')!;
    expect(paid.properties.map(({ name, type }) => `${name} ${type}`).sort()).toEqual([
      'amount number',
      'channel text',
    ]);
    expect(keys(bundle.profileFields)).toEqual(['city']);
    expect([bundle.users, bundle.endpoints]).toEqual([[{ id: '5', name: '王芳' }], [{ id: '3', name: 'CRM' }]]);
  });

  it('survives being written and read', () => {
    expect(parseBundle(JSON.stringify(bundle))).toEqual(bundle);
  });

  it('cannot be made of a flow that needs what does not exist', () => {
    expect(() => exportBundle(flow, catalog, { ...definitions, rfm: [] })).toThrow('spring');
    const gone = { ...catalog, tags: catalog.tags.filter(({ key }) => key !== 'new_mum') };
    expect(() => exportBundle(flow, gone, definitions)).toThrow(FlowError);
  });

  it('is all the same where it comes from', () => {
    const items = planImport(bundle, catalog, definitions);
    expect(items.filter(({ status }) => status !== 'same')).toEqual([]);
    expect(applyMapping(bundle, defaultMapping(items))).toEqual(flow);
    expect(Object.values(creationsOf(bundle, defaultMapping(items))).flat()).toEqual([]);
  });

  it('is created where nothing of it is, in an order that can be followed', () => {
    const empty: Catalog = {
      ...basic,
      facts: basic.facts.filter(({ source }) => source === 'profile'),
      tags: [],
      eventTypes: [],
    };
    const items = planImport(bundle, empty);
    expect(items.filter(({ kind }) => kind === 'user').map(({ proposal }) => proposal.action)).toEqual(['none']);
    const creations = creationsOf(bundle, defaultMapping(items));
    expect(keys(creations.metrics)).toEqual(keys(bundle.metrics));
    expect(keys(creations.tags)).toEqual(keys(bundle.tags));
    expect(creations.eventTypes).toEqual(bundle.eventTypes);
    expect(items.map(({ kind }) => kind).indexOf('tagGroup')).toBeLessThan(
      items.map(({ kind }) => kind).indexOf('tag'),
    );
  });
});

describe('the mapping step', () => {
  const elsewhere: Catalog = {
    ...catalog,
    tags: catalog.tags.map((tag) => (tag.key === 'vip' ? { ...tag, kind: 'number' as const } : tag)),
    users: [{ id: '9', name: '王芳' }],
    endpoints: [{ id: '3', name: '别的系统' }],
  };
  const here: BundleDefinitions = {
    ...definitions,
    metrics: definitions.metrics.map((item) => (item.key === 'spend' ? metric('spend') : item)),
  };
  const items = planImport(bundle, elsewhere, here);
  const item = (kind: string, key: string) => items.find((found) => found.kind === kind && found.key === key)!;

  it('sees the same key with another meaning, says what differs and offers candidates', () => {
    expect(item('tag', 'vip')).toMatchObject({ status: 'conflict', proposal: { action: 'create', to: 'vip_2' } });
    expect(item('tag', 'vip').reason!['zh-CN']).toContain('类型');
    expect(item('tag', 'vip').candidates.map(({ key }) => key)).toEqual(['new_mum']);
    expect(item('metric', 'spend')).toMatchObject({ status: 'conflict', proposal: { to: 'spend_2' } });
    expect(item('metric', 'orders_90d').status).toBe('same');
  });

  it('does not take a model for the same whose metric is another', () => {
    expect(item('rfm', 'spring')).toMatchObject({ status: 'conflict', proposal: { to: 'spring_2' } });
  });

  it('finds people by name and never trusts an id', () => {
    expect(item('user', '5')).toMatchObject({ status: 'conflict', proposal: { action: 'use', to: '9' } });
    expect(item('endpoint', '3')).toMatchObject({ status: 'conflict', proposal: { action: 'none' } });
  });

  it('rewrites every key in the flow and in what is created', () => {
    const mapping = defaultMapping(items).map((choice) =>
      choice.kind === 'tag' && choice.key === 'level' ? { ...choice, to: 'tier' } : choice,
    );
    const drafted = applyMapping(bundle, mapping);
    const data = new Map(drafted.nodes.map(({ id, data: own }) => [id, own]));
    expect(data.get('a')).toMatchObject({ fact: 'rfm.spring_2_cell' });
    expect(data.get('b')).toMatchObject({ fact: 'metric.spend_2', value: { fact: 'tag.points' } });
    expect(data.get('x')).toMatchObject({ tag: 'vip_2' });
    expect(data.get('z')).toMatchObject({ to: { kind: 'user', id: '9' } });
    expect(drafted.audience).toEqual({ include: ['tier'], exclude: ['new_mum'] });
    const { rfm, metrics, tags } = creationsOf(bundle, mapping);
    expect(rfm).toMatchObject([{ key: 'spring_2', monetary: 'spend_2', frequency: 'orders_90d' }]);
    expect([keys(metrics), keys(tags)]).toEqual([['spend_2'], ['vip_2']]);
    expect(bundle.flow).toEqual(flow);
  });

  it('refuses to create two things under one key', () => {
    const mapping = ['vip', 'level'].map((key) => ({ kind: 'tag' as const, key, action: 'create' as const, to: 'x' }));
    expect(() => creationsOf(bundle, mapping)).toThrow(FlowError);
  });

  it('lets validation ask for what nobody chose', () => {
    const mapped = applyMapping(bundle, [{ kind: 'tag', key: 'vip', action: 'use', to: 'nowhere' }]);
    expect(validateFlow(mapped, catalog).map(({ code, nodeIds }) => `${code} ${nodeIds.join()}`)).toContain(
      'unknown_tag x',
    );
  });
});

describe('a malformed bundle', () => {
  const broken = (change: (copy: FlowBundle & Record<string, unknown>) => unknown) => {
    const copy = structuredClone(bundle) as FlowBundle & Record<string, unknown>;
    return change(copy) ?? copy;
  };
  const refusal = (json: unknown) => {
    try {
      parseBundle(json);
    } catch (error) {
      if (error instanceof FlowError) return error.problems[0]!;
      throw error;
    }
    throw new Error('was accepted');
  };
  it.each<[string, unknown, string, RegExp]>([
    ['no JSON', '{', 'malformed', /JSON/],
    ['another format', { format: 'x' }, 'malformed', /no flow bundle/],
    ['a later version', broken((copy) => ({ ...copy, version: 2 })), 'malformed', /newer version/],
    ['no flow', broken((copy) => ({ ...copy, flow: undefined })), 'malformed', /flow/],
    ['a field that nobody knows', broken((copy) => ({ ...copy, surprise: 1 })), 'malformed', /surprise/],
    ['a metric of no aggregation', broken((copy) => ({ ...copy, metrics: [{ key: 'x' }] })), 'malformed', /metrics\.0/],
    ['the same tag twice', broken((copy) => ({ ...copy, tags: [...copy.tags, copy.tags[0]] })), 'malformed', /two of/],
    ['a lexicon', broken((copy) => ({ ...copy, lexicons: [{ key: 'x' }] })), 'malformed', /lexicons\.0/],
    ['a prototype', JSON.stringify(bundle).replace('"tags":', '"__proto__":{},"tags":'), 'unsafe_path', /__proto__/],
  ])('of %s is refused with the place', (_, json, code, message) => {
    const problem = refusal(json);
    expect(problem.code).toBe(code);
    expect(problem.message.en).toMatch(message);
    expect(problem.message['zh-CN']).not.toBe('');
  });
  it('names the node when the flow is at fault, and refuses one that contains itself', () => {
    const json = broken((copy) => void Object.assign(copy.flow.nodes[1]!.data, { fact: 7 }));
    expect(refusal(json).nodeIds).toEqual(['a']);
    const cyclic = broken((copy) => void (copy.self = copy));
    expect(refusal(cyclic).code).toBe('too_large');
  });
});

import type { ActionData, Condition, Flow, FlowNode, ImportKind, ImportMapping, Recipient } from '@tagloom/contracts';
import { isReference } from '../flow/condition-tree.js';
import { rfmKey } from './mentions.js';

/** New keys for old ones, wherever a flow or a definition mentions them. */
export class Renames {
  private readonly keys = new Map<string, string>();

  constructor(mapping: ImportMapping) {
    for (const { kind, key, to } of mapping) this.keys.set(`${kind} ${key}`, to);
  }

  key(kind: ImportKind, key: string): string {
    return this.keys.get(`${kind} ${key}`) ?? key;
  }

  fact(name: string): string {
    const [space, ...rest] = name.split('.');
    const key = rest.join('.');
    if (space === 'tag' || space === 'metric') return `${space}.${this.key(space, key)}`;
    if (space === 'profile') return `profile.${this.key('profileField', key)}`;
    if (space !== 'rfm') return name;
    const model = rfmKey(key);
    return `rfm.${this.key('rfm', model)}${key.slice(model.length)}`;
  }

  private comparison<T extends { fact: string; value?: unknown }>(comparison: T): T {
    const { value } = comparison;
    const renamed = { ...comparison, fact: this.fact(comparison.fact) };
    return isReference(value) ? { ...renamed, value: { ...value, fact: this.fact(value.fact) } } : renamed;
  }

  condition(condition: Condition): Condition {
    const all = (children: Condition[]) => children.map((child) => this.condition(child));
    if ('all' in condition) return { ...condition, all: all(condition.all) };
    if ('any' in condition) return { ...condition, any: all(condition.any) };
    if ('not' in condition) return { ...condition, not: this.condition(condition.not) };
    if ('atLeast' in condition)
      return { ...condition, atLeast: { ...condition.atLeast, of: all(condition.atLeast.of) } };
    if ('score' in condition) {
      const of = condition.score.of.map((input) => ({ ...input, condition: this.condition(input.condition) }));
      return { ...condition, score: { ...condition.score, of } };
    }
    return this.comparison(condition);
  }

  private recipient(to: Recipient): Recipient {
    return to.kind === 'role' ? to : { ...to, id: this.key(to.kind, to.id) };
  }

  private action(data: ActionData): ActionData {
    if ('tag' in data) return { ...data, tag: this.key('tag', data.tag) };
    if (data.action === 'setField') return { ...data, field: this.key('profileField', data.field) };
    if (data.action === 'assign' || data.action === 'notify') return { ...data, to: this.recipient(data.to) };
    return data.action === 'webhook' ? { ...data, endpoint: this.key('endpoint', data.endpoint) } : data;
  }

  private node(node: FlowNode): FlowNode {
    if (node.kind === 'condition') return { ...node, data: this.comparison(node.data) };
    if (node.kind === 'action') return { ...node, data: this.action(node.data) };
    if (node.kind !== 'trigger' || node.data.on !== 'event') return node;
    return {
      ...node,
      data: { ...node.data, eventTypes: node.data.eventTypes.map((type) => this.key('eventType', type)) },
    };
  }

  flow(flow: Flow): Flow {
    const { include, exclude } = flow.audience ?? {};
    const tags = (keys: string[]) => keys.map((key) => this.key('tag', key));
    return {
      ...flow,
      nodes: flow.nodes.map((node) => this.node(node)),
      ...(flow.audience && {
        audience: { ...(include && { include: tags(include) }), ...(exclude && { exclude: tags(exclude) }) },
      }),
    };
  }
}

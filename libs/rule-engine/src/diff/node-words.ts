import { localize, type Flow, type FlowNode, type Locale } from '@tagloom/contracts';
import type { CatalogIndex } from '../catalog/catalog-index.js';
import { ActionWriter } from '../describe/describe-action.js';
import { ConditionWriter } from '../describe/describe-condition.js';
import { tidy, type Segment } from '../describe/segments.js';
import { wordsOf } from '../describe/words.js';
import { nodeName } from '../validate/node-names.js';
import { diffWordsOf } from './diff-words.js';

/** Writes the nodes of one drawing, as lists of changes name them. */
export class NodeWriter {
  constructor(
    private readonly flow: Flow,
    private readonly locale: Locale,
    private readonly index: CatalogIndex | undefined,
  ) {}

  /** What a node is, without what it says: «Condition». */
  kind(node: FlowNode): string {
    return diffWordsOf(this.locale).kinds[node.kind];
  }

  /** What a node says: «Orders in 90 days is at least 3 orders». */
  says(node: FlowNode): string {
    return tidy(this.segments(node), this.locale)
      .map(({ text }) => text)
      .join('');
  }

  /** A node by its id within a sentence about connections. */
  named(id: string): string {
    const node = this.flow.nodes.find((candidate) => candidate.id === id);
    if (!node) return id;
    const { zh, en } = nodeName(node, this.index);
    return this.locale === 'zh-CN' ? zh : en.replace(/^The /, 'the ');
  }

  private segments(node: FlowNode): Segment[] {
    const words = diffWordsOf(this.locale);
    const plain = (text: string): Segment[] => [{ text, kind: 'plain' }];
    switch (node.kind) {
      case 'trigger':
        return plain(node.data.on === 'change' ? wordsOf(this.locale).change : this.eventNames(node.data.eventTypes));
      case 'condition': {
        const { leaveValue, ...comparison } = node.data;
        const leaves = new Map(leaveValue === undefined ? [] : [[node.id, leaveValue]]);
        return new ConditionWriter(this.locale, this.index, leaves).clause({ id: node.id, ...comparison });
      }
      case 'gate':
        return plain(node.data.gate === 'atLeast' ? words.atLeast(node.data.k) : words.gates[node.data.gate]);
      case 'score':
        return plain(words.score(node.data.threshold, node.data.leaveThreshold) + this.weights(node.data.weights));
      case 'action': {
        const priority = node.data.priority ?? 0;
        const said = new ActionWriter(this.locale, this.index).action(node.data, false);
        return priority === 0 ? said : [...said, ...plain(words.priority(priority))];
      }
    }
  }

  private eventNames(names: readonly string[]): string {
    const labels = names.map((name) => {
      const label = this.index?.eventType(name);
      return wordsOf(this.locale).quote(label ? localize(label, this.locale) : name);
    });
    return labels.join(wordsOf(this.locale).comma) || '…';
  }

  private weights(weights: Readonly<Record<string, number>>): string {
    const words = diffWordsOf(this.locale);
    const each = Object.entries(weights)
      .filter(([id, weight]) => weight !== 1 && this.flow.nodes.some((node) => node.id === id))
      .map(([id, weight]) => words.weight(this.named(id), weight));
    return each.length === 0 ? '' : words.weights(each.join(wordsOf(this.locale).comma));
  }
}

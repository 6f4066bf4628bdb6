import type { FlowNode, Problem, ProblemCode } from '@tagloom/contracts';
import type { CatalogIndex } from '../catalog/catalog-index.js';
import { nodeName, type BothNames } from './node-names.js';

type Sentence = (name: BothNames) => string;

/** Collects the findings about one flow; a node says at most one thing per code. */
export class Problems {
  readonly found: Problem[] = [];
  private readonly said = new Set<string>();

  constructor(readonly index: CatalogIndex | undefined) {}

  /** About one node; the sentences get its name. */
  at(node: FlowNode, code: ProblemCode, zh: Sentence, en: Sentence, severity: Problem['severity'] = 'error'): void {
    const name = nodeName(node, this.index);
    this.add(code, [node.id], zh(name), en(name), severity);
  }

  /** About the whole flow, or several nodes. */
  add(code: ProblemCode, nodeIds: string[], zh: string, en: string, severity: Problem['severity'] = 'error'): void {
    const key = `${code} ${nodeIds.join(' ')}`;
    if (this.said.has(key)) return;
    this.said.add(key);
    this.found.push({ code, severity, nodeIds, message: { 'zh-CN': zh, en } });
  }
}

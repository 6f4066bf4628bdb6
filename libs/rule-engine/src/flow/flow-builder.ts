import type { Condition, Flow, FlowNode, FlowNodeOf } from '@tagloom/contracts';

/** No condition is left by another number than it is entered by. */
const NONE: ReadonlyMap<Condition, number> = new Map();
type Data<K extends FlowNode['kind']> = FlowNodeOf<K>['data'];

/** Builds a graph from conditions: one node per comparison, gate and score, each comparison fed by the trigger. */
export class FlowBuilder {
  private readonly nodes: FlowNode[] = [];
  private readonly edges: Flow['edges'] = [];
  private readonly trigger: string;

  constructor(trigger: Data<'trigger'>) {
    this.trigger = this.add('trigger', trigger);
  }

  /**
   * Adds an action that the condition decides; without one it is always done. `leave` has the easier numbers by which
   * comparisons and scores in it are left.
   */
  rule(condition: Condition | undefined, action: Data<'action'>, leave: ReadonlyMap<Condition, number> = NONE): void {
    const source = condition ? this.condition(condition, leave) : this.trigger;
    this.link(source, this.add('action', action));
  }

  build(name: string): Flow {
    return { name, nodes: this.nodes, edges: this.edges };
  }

  private add<K extends FlowNode['kind']>(kind: K, data: Data<K>): string {
    const id = `${kind}-${this.nodes.length + 1}`;
    this.nodes.push({ id, kind, data, position: { x: 0, y: 0 } } as FlowNode);
    return id;
  }

  private link(source: string, target: string): void {
    this.edges.push({ id: `${source}>${target}`, source, target });
  }

  private gate(data: Data<'gate'>, children: Condition[], leave: ReadonlyMap<Condition, number>): string {
    const inputs = children.map((child) => this.condition(child, leave));
    const id = this.add('gate', data);
    for (const input of inputs) this.link(input, id);
    return id;
  }

  private condition(condition: Condition, leave: ReadonlyMap<Condition, number>): string {
    const easier = leave.get(condition);
    if ('all' in condition) return this.gate({ gate: 'all' }, condition.all, leave);
    if ('any' in condition) return this.gate({ gate: 'any' }, condition.any, leave);
    if ('not' in condition) return this.gate({ gate: 'not' }, [condition.not], leave);
    if ('atLeast' in condition)
      return this.gate({ gate: 'atLeast', k: condition.atLeast.k }, condition.atLeast.of, leave);
    if ('score' in condition) {
      const { threshold, of } = condition.score;
      const inputs = of.map((input) => this.condition(input.condition, leave));
      const weights = Object.fromEntries(inputs.map((id, at) => [id, of[at]!.weight]));
      const score = this.add('score', { threshold, weights, ...(easier !== undefined && { leaveThreshold: easier }) });
      for (const input of inputs) this.link(input, score);
      return score;
    }
    const { id: _id, ...data } = condition;
    const id = this.add('condition', { ...data, ...(easier !== undefined && { leaveValue: easier }) });
    this.link(this.trigger, id);
    return id;
  }
}

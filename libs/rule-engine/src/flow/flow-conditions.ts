import type { Condition, Flow, FlowNode } from '@tagloom/contracts';
import type { CatalogIndex } from '../catalog/catalog-index.js';
import { audienceOf } from './audience.js';
import { ConditionBuilder } from './condition-builder.js';
import type { Graph } from './graph.js';
import { hysteresis } from './hysteresis.js';

/** What every node of a flow asks of a customer, whole: its own condition within the audience, actions with both thresholds. */
export class FlowConditions {
  private readonly enter: ConditionBuilder;
  private readonly leave: ConditionBuilder;
  private readonly audience: Condition | undefined;

  constructor(flow: Flow, graph: Graph, index: CatalogIndex | undefined) {
    this.enter = new ConditionBuilder(graph);
    this.leave = new ConditionBuilder(graph, this.enter);
    this.audience = audienceOf(flow, index);
  }

  of(node: FlowNode): Condition {
    const own = this.own(node);
    if (!this.audience) return own;
    return 'all' in own && own.all.length === 0 ? this.audience : { all: [this.audience, own] };
  }

  /** The action can be left by another threshold than it is entered by. */
  hasHysteresis(node: FlowNode): boolean {
    return node.kind === 'action' && this.leave.isEased(node);
  }

  private own(node: FlowNode): Condition {
    const enter = this.enter.of(node);
    return this.hasHysteresis(node) ? hysteresis(node.id, enter, this.leave.of(node)) : enter;
  }
}

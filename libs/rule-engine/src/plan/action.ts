import type { FlowNodeOf, Membership } from '@tagloom/contracts';

/** An action of a flow, and after an evaluation: one whose condition holds. */
export interface Action {
  nodeId: string;
  kind: 'addTag' | 'removeTag' | 'setTag' | 'emit';
  tag?: string;
  /** For `setTag`. */
  value?: unknown;
  membership?: Membership;
  priority?: number;
  /** For `emit`: the event of an imported rule. */
  type?: string;
  params?: Record<string, unknown>;
}

export function actionOf({ id, data }: FlowNodeOf<'action'>): Action {
  const { action: kind, ...rest } = data;
  return { nodeId: id, kind, ...rest };
}

/** What one evaluation came to. `nextReviewAt` is when time alone may change an answer; null when it never does. */
export interface Outcome {
  actions: readonly Action[];
  nextReviewAt: Date | null;
}

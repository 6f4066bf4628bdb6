import {
  DEFAULT_PRIORITY,
  type ActionData,
  type ActionName,
  type EffectMembership,
  type FlowNodeOf,
  type Membership,
} from '@tagloom/contracts';

/** An action of a flow, and after an evaluation: one whose condition holds. */
export interface Action {
  nodeId: string;
  kind: ActionName;
  /** Everything that was drawn. */
  data: ActionData;
  /** For actions on tags, and `propose`. */
  tag?: string;
  /** For `setTag`, `setField` and `propose`. */
  value?: unknown;
  membership?: Membership | EffectMembership;
  priority?: number;
  /** For `emit`: the event of an imported rule. */
  type?: string;
  params?: Record<string, unknown>;
}

const SHORTCUTS = ['tag', 'value', 'membership', 'priority', 'type', 'params'] as const;

export function actionOf({ id, data }: FlowNodeOf<'action'>): Action {
  const own = Object.entries(data).filter(([key]) => (SHORTCUTS as readonly string[]).includes(key));
  return { nodeId: id, kind: data.action, data, ...Object.fromEntries(own) };
}

/** What decides between actions, as it does between the claims that they make. */
export const priorityOf = ({ priority = DEFAULT_PRIORITY }: Pick<Action, 'priority'>): number => priority;

/** What one evaluation came to. `nextReviewAt` is when time alone may change an answer; null when it never does. */
export interface Outcome {
  actions: readonly Action[];
  nextReviewAt: Date | null;
}

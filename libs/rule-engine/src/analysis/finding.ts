import type { Condition, Problem, ProblemCode } from '@tagloom/contracts';
import type { BothNames } from '../validate/node-names.js';

/**
 * A problem, and where there is one, the condition that a customer meets who is an example of it. `events` are the types of events
 * with which it can be met, where it reads one; without them any event will do.
 */
export type Finding = Problem & { example?: Condition; events?: readonly string[] };

/** A flow beside the one that is looked at. */
export interface OtherFlow {
  id: string;
  name: string;
}

interface Details {
  severity?: Problem['severity'];
  example?: Condition | undefined;
  events?: readonly string[] | undefined;
  flow?: OtherFlow | undefined;
}

/** A warning unless it says otherwise. */
export function finding(
  code: ProblemCode,
  nodeIds: readonly string[],
  { zh, en }: BothNames,
  { severity = 'warning', example, events, flow }: Details = {},
): Finding {
  return {
    code,
    severity,
    nodeIds: [...new Set(nodeIds)],
    message: { 'zh-CN': zh, en },
    ...(flow && { params: { flow } }),
    ...(example && { example }),
    ...(events && { events }),
  };
}

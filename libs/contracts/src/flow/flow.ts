import { z } from 'zod';
import { safeText } from '../common.js';
import { FactName } from './condition.js';

const NodeId = z.string().min(1).max(64);
const Position = z.strictObject({ x: z.number(), y: z.number() });
const node = <K extends string, D extends z.ZodType>(kind: K, data: D) =>
  z.strictObject({ id: NodeId, kind: z.literal(kind), position: Position, data });

/**
 * What wakes the flow: `event` on the listed event types; `change` whenever a fact that the rule reads changes
 * (an event moved a metric, a profile was edited, a tag came or went, a day passed).
 */
export const TriggerData = z.discriminatedUnion('on', [
  z.strictObject({ on: z.literal('event'), eventTypes: z.array(z.string().min(1).max(100)).min(1) }),
  z.strictObject({ on: z.literal('change') }),
]);
/** One comparison. An edge from another yes/no node into it means «and also that». */
export const ConditionData = z.strictObject({
  fact: FactName,
  operator: z.string().min(1).max(100),
  value: z.unknown().optional(),
  path: z.string().max(256).optional(),
  params: z.record(z.string(), z.unknown()).optional(),
});
export const GateData = z.discriminatedUnion('gate', [
  z.strictObject({ gate: z.literal('all') }),
  z.strictObject({ gate: z.literal('any') }),
  z.strictObject({ gate: z.literal('not') }),
  z.strictObject({ gate: z.literal('atLeast'), k: z.int().min(1).max(1000) }),
]);
/** Weighted score: the weight of the inputs that hold, in percent of all weights, must reach `threshold`. */
export const ScoreData = z.strictObject({
  threshold: z.number().min(0).max(100),
  /** Weight by the id of the input node; 1 when absent. */
  weights: z.record(NodeId, z.number().positive().max(1000)),
});
/** `while`: the tag leaves when the condition does. `once`: it stays. */
export const Membership = z.enum(['while', 'once']);
export type Membership = z.infer<typeof Membership>;
export const ActionData = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('addTag'),
    tag: z.string().max(60),
    membership: Membership,
    priority: z.int().optional(),
  }),
  z.strictObject({
    action: z.literal('removeTag'),
    tag: z.string().max(60),
    membership: Membership,
    priority: z.int().optional(),
  }),
  z.strictObject({
    action: z.literal('setTag'),
    tag: z.string().max(60),
    value: z.unknown(),
    membership: Membership,
    priority: z.int().optional(),
  }),
  /** An imported rule's event that names no action of ours; it is kept and shown, and does nothing by itself. */
  z.strictObject({
    action: z.literal('emit'),
    type: z.string().max(200),
    params: z.record(z.string(), z.unknown()).optional(),
    priority: z.int().optional(),
  }),
]);

export const FlowNode = z.discriminatedUnion('kind', [
  node('trigger', TriggerData),
  node('condition', ConditionData),
  node('gate', GateData),
  node('score', ScoreData),
  node('action', ActionData),
]);
export type FlowNode = z.infer<typeof FlowNode>;
export type FlowNodeKind = FlowNode['kind'];
export type FlowNodeOf<K extends FlowNodeKind> = Extract<FlowNode, { kind: K }>;

export const FlowEdge = z.strictObject({ id: z.string().min(1).max(140), source: NodeId, target: NodeId });
export type FlowEdge = z.infer<typeof FlowEdge>;

export const FLOW_LIMITS = { nodes: 500, edges: 2000, depth: 100 } as const;

/** A tagging rule drawn as a graph, top to bottom: triggers → conditions, gates, scores → actions. */
export const Flow = z.strictObject({
  name: safeText(80, 1),
  description: safeText(2000).optional(),
  nodes: z.array(FlowNode).max(FLOW_LIMITS.nodes),
  edges: z.array(FlowEdge).max(FLOW_LIMITS.edges),
});
export type Flow = z.infer<typeof Flow>;

/**
 * The port of an edge by the kind of its source: `event` from triggers, `yesNo` from conditions, gates and scores.
 * Which targets accept which port is `canConnect` in the rule engine.
 */
export type PortType = 'event' | 'yesNo';

export const PROBLEM_CODES = [
  'no_trigger',
  'no_action',
  'unknown_node',
  'dangling_input',
  'dangling_output',
  'loop',
  'wrong_port',
  'too_many_inputs',
  'incomplete',
  'unknown_fact',
  'foreign_fact',
  'fact_not_in_event',
  'unknown_operator',
  'wrong_operator',
  'wrong_value',
  'unknown_tag',
  'unknown_event_type',
  'k_out_of_range',
  'contradiction',
  'always_true',
  'unsafe_path',
  'unsafe_pattern',
  'too_large',
  /** Not of the shape of a flow or rule at all. */
  'malformed',
  /** An imported rule uses something that has no counterpart here. */
  'unsupported_rule',
  /** The condition cannot be counted in the database: it reads an event or a pattern. */
  'not_countable',
] as const;
export const ProblemCode = z.enum(PROBLEM_CODES);
export type ProblemCode = z.infer<typeof ProblemCode>;
/** One finding about a flow. `error` stops publishing, `warning` does not. */
export const Problem = z.object({
  code: ProblemCode,
  severity: z.enum(['error', 'warning']),
  nodeIds: z.array(z.string()),
  message: z.object({ 'zh-CN': z.string(), en: z.string() }),
});
export type Problem = z.infer<typeof Problem>;

import { z } from 'zod';
import { Id, safeText } from '../common.js';
import { FactName } from './condition.js';
import { Duration, ZoneChoice } from './duration.js';

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
  /** For number comparisons: once the action holds, it goes on while the fact meets this easier value. Stops flapping. */
  leaveValue: z.number().optional(),
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
  /** Once the action holds, it goes on while the score reaches this lower threshold. Stops flapping. */
  leaveThreshold: z.number().min(0).max(100).optional(),
  /** Weight by the id of the input node; 1 when absent. */
  weights: z.record(NodeId, z.number().positive().max(1000)),
});
/**
 * `while`: the tag leaves when the condition does. `once`: it comes the first time only, and stays. `every`: each time the
 * condition comes to hold, and with every event that meets it, it is given anew.
 */
export const Membership = z.enum(['while', 'once', 'every']);
export type Membership = z.infer<typeof Membership>;
/** Effects happen; they cannot be taken back when a condition ends. */
export const EffectMembership = z.enum(['once', 'every']);
export type EffectMembership = z.infer<typeof EffectMembership>;

/** Of an action that names none; the higher priority wins. */
export const DEFAULT_PRIORITY = 0;
const priority = z.int().optional();
const tag = z.string().max(60);
const ofTag = {
  tag,
  membership: Membership,
  priority,
  /** For `while`: once given, it stays at least this long. */
  hold: Duration.optional(),
  /** For `once` and `every`: it leaves after this long; `every` starts the time anew. */
  validFor: Duration.optional(),
};
const ofEffect = { membership: EffectMembership, priority };

/** A person of ours, everyone of a department, or everyone of a role. */
export const Recipient = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('user'), id: Id }),
  z.strictObject({ kind: z.literal('department'), id: Id }),
  z.strictObject({ kind: z.literal('role'), role: z.string().max(40) }),
]);
export type Recipient = z.infer<typeof Recipient>;

export const ActionData = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('addTag'), ...ofTag }),
  z.strictObject({ action: z.literal('removeTag'), ...ofTag }),
  z.strictObject({ action: z.literal('setTag'), value: z.unknown(), ...ofTag }),
  /** Asks a person: the tag comes only when someone accepts the suggestion. A declined one is remembered. */
  z.strictObject({
    action: z.literal('propose'),
    tag,
    value: z.unknown().optional(),
    note: safeText(200).optional(),
    ...ofEffect,
  }),
  z.strictObject({ action: z.literal('setField'), field: z.string().max(60), value: z.unknown(), ...ofEffect }),
  /** Hands the customer to a person or a team. */
  z.strictObject({ action: z.literal('assign'), to: Recipient, ...ofEffect }),
  z.strictObject({ action: z.literal('notify'), to: Recipient, message: safeText(500, 1), ...ofEffect }),
  /** A message with an optional link for the customer, sent through the channel port. */
  z.strictObject({
    action: z.literal('sendMaterial'),
    title: safeText(80, 1),
    text: safeText(1000, 1),
    url: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .optional(),
    ...ofEffect,
  }),
  /** Calls a registered endpoint; its address and secret are kept with the endpoint, never in a flow. */
  z.strictObject({ action: z.literal('webhook'), endpoint: Id, ...ofEffect }),
  /** An imported rule's event that names no action of ours; it is kept and shown, and does nothing by itself. */
  z.strictObject({
    action: z.literal('emit'),
    type: z.string().max(200),
    params: z.record(z.string(), z.unknown()).optional(),
    priority,
  }),
]);
export type ActionData = z.infer<typeof ActionData>;
export type ActionName = ActionData['action'];
/** Actions that claim a tag; all others are effects, or `emit`. */
export const TAG_ACTIONS = ['addTag', 'removeTag', 'setTag'] as const satisfies readonly ActionName[];
export type TagActionData = Extract<ActionData, { action: (typeof TAG_ACTIONS)[number] }>;
/** Actions that happen once or more, each with a receipt. */
export const EFFECT_ACTIONS = [
  'propose',
  'setField',
  'assign',
  'notify',
  'sendMaterial',
  'webhook',
] as const satisfies readonly ActionName[];
export type EffectActionData = Extract<ActionData, { action: (typeof EFFECT_ACTIONS)[number] }>;

export const isTagAction = (data: ActionData): data is TagActionData =>
  (TAG_ACTIONS as readonly string[]).includes(data.action);
export const isEffectAction = (data: ActionData): data is EffectActionData =>
  (EFFECT_ACTIONS as readonly string[]).includes(data.action);

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
  /** Whose calendar its dates and days are counted on; the organisation's when absent. */
  timeZone: ZoneChoice.optional(),
  /** Tag keys: the rule is for customers who hold one of `include` (everyone when absent) and none of `exclude`. */
  audience: z
    .strictObject({ include: z.array(tag).max(50).optional(), exclude: z.array(tag).max(50).optional() })
    .optional(),
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
  /** The tag is there, and the department may not use it in rules, or not set it. */
  'level_too_low',
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
  'wrong_time_zone',
  'unknown_field',
  'unknown_recipient',
  'unknown_endpoint',
  /** The leave threshold is harder than the enter threshold. */
  'wrong_leave',
  /** `hold` without `while`, or `validFor` with it. */
  'wrong_membership',
  /** No trigger leads to it, or what leads to it never holds. */
  'unreachable',
  /** A gate or score that asks for more than can hold at once. */
  'never_true',
  /** An action that another one always outdoes, so that it changes nothing. */
  'shadowed',
  /** The same action under the same condition is there already. */
  'duplicate',
  /** Two actions want different things of one tag, for customers who can meet both conditions. */
  'conflict',
  /** An action that never asks for an event, in a flow that is only asked with one because another part reads it. */
  'event_bound',
] as const;
export const ProblemCode = z.enum(PROBLEM_CODES);
export type ProblemCode = z.infer<typeof ProblemCode>;
/** One finding about a flow. `error` stops publishing, `warning` does not. */
export const Problem = z.object({
  code: ProblemCode,
  severity: z.enum(['error', 'warning']),
  nodeIds: z.array(z.string()),
  message: z.object({ 'zh-CN': z.string(), en: z.string() }),
  /**
   * `path`: for a loop between flows, their names along it; the first comes again at the end. `flow`: the other flow that the
   * finding is about.
   */
  params: z
    .object({
      path: z.array(z.string()).optional(),
      flow: z.object({ id: z.string(), name: z.string() }).optional(),
    })
    .optional(),
});
export type Problem = z.infer<typeof Problem>;

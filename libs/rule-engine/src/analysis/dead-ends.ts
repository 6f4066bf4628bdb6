import type { Condition, FlowNode } from '@tagloom/contracts';
import type { CatalogIndex } from '../catalog/catalog-index.js';
import { AUDIENCE } from '../flow/audience.js';
import { comparisonsIn } from '../flow/condition-tree.js';
import { factName, nodeName, type BothNames } from '../validate/node-names.js';
import { isAction, within, type DrawnRule } from './drawn-rule.js';
import { finding, type Finding } from './finding.js';
import type { Logic } from './logic.js';

/** Of more parts than this, no smallest contradiction is looked for. */
const MAX_PARTS = 40;

const partsOf = (condition: Condition): Condition[] =>
  'all' in condition && condition.id !== AUDIENCE ? condition.all.flatMap(partsOf) : [condition];

/** The parts of a condition that can never hold at once: as few as cannot be left out. */
function clash(condition: Condition, logic: Logic): Condition[] {
  let parts = partsOf(condition);
  if (parts.length > MAX_PARTS) return parts;
  for (const part of [...parts]) {
    const rest = parts.filter((other) => other !== part);
    if (rest.length > 0 && logic.canHold({ all: rest }) === 'none') parts = rest;
  }
  return parts;
}

function factNames(parts: readonly Condition[], index: CatalogIndex | undefined): BothNames {
  const names = [...new Set(parts.flatMap(comparisonsIn).map(({ fact }) => fact))].map((fact) => factName(fact, index));
  const few = names.slice(0, 3);
  const more = names.length > few.length;
  return {
    zh: few.map(({ zh }) => `「${zh}」`).join('、') + (more ? '等' : ''),
    en: few.map(({ en }) => `“${en}”`).join(', ') + (more ? ' and others' : ''),
  };
}

function contradiction(node: FlowNode, condition: Condition, logic: Logic, index: CatalogIndex | undefined): Finding {
  if ((node.kind === 'gate' && node.data.gate === 'atLeast') || node.kind === 'score') {
    const name = nodeName(node, index);
    return finding('never_true', [node.id], {
      zh: `${name.zh}要求的条件不可能同时成立那么多，它永远不会成立。`,
      en: `${name.en} asks for more than can hold at once, so it never holds.`,
    });
  }
  const parts = clash(condition, logic);
  const ids = parts.flatMap(({ id }) => (id !== undefined && id !== AUDIENCE ? [id] : []));
  const { zh, en } = factNames(parts, index);
  const isOfAudience = parts.some(({ id }) => id === AUDIENCE);
  const words = isOfAudience
    ? {
        zh: `对${zh}的条件与适用人群不可能同时成立，没有客户能走到这里。`,
        en: `The conditions on ${en} can never hold within the audience, so no customer gets here.`,
      }
    : {
        zh: `对${zh}的几个条件不可能同时成立，没有客户能走到这里。`,
        en: `The conditions on ${en} can never hold at the same time, so no customer gets here.`,
      };
  return finding('contradiction', ids.length > 0 ? ids : [node.id], words);
}

/**
 * Nodes that no customer ever passes, nodes that everyone passes, and actions that never happen. Only the first node of its
 * kind is named: what follows from it is not said again. `said` are the ids of nodes that are known to contradict each other.
 */
export function findDeadEnds(
  { graph, nodes, audience, enter }: DrawnRule,
  logic: Logic,
  index: CatalogIndex | undefined,
  said: readonly (readonly string[])[],
): Finding[] {
  const found: Finding[] = [];
  const deciding = nodes.filter(({ kind }) => kind !== 'trigger');
  const whole = (node: FlowNode) => (isAction(node) ? wholes.get(node.id)! : enter.of(node));
  const wholes = new Map(deciding.filter(isAction).map((node) => [node.id, within(audience, enter.of(node))]));
  const seen = logic.glance([...new Set(deciding.map(whole))]);
  const settled = new Set<string>();
  for (const node of deciding) {
    const condition = whole(node);
    const { holds, fails } = seen.get(condition)!;
    const inputs = graph.yesNoInputs(node.id);
    const isSettled = inputs.some(({ id }) => settled.has(id));
    if (!holds && logic.canHold(condition) === 'none') {
      settled.add(node.id);
      if (!isSettled) {
        const problem = contradiction(node, condition, logic, index);
        if (!said.some((ids) => ids.length > 0 && ids.every((id) => problem.nodeIds.includes(id)))) found.push(problem);
      }
      if (isAction(node)) found.push(neverReached(node, index));
    } else if (!isAction(node) && inputs.length > 0 && !fails && logic.canFail(condition) === 'none') {
      settled.add(node.id);
      if (!isSettled) found.push(alwaysHolds(node, index));
    }
  }
  return found;
}

function neverReached(node: FlowNode, index: CatalogIndex | undefined): Finding {
  const { zh, en } = nodeName(node, index);
  return finding('unreachable', [node.id], {
    zh: `${zh}前面的条件永远不会成立，它不会执行。`,
    en: `${en} is never reached: what leads to it can never hold.`,
  });
}

function alwaysHolds(node: FlowNode, index: CatalogIndex | undefined): Finding {
  const { zh, en } = nodeName(node, index);
  return finding('always_true', [node.id], {
    zh: `${zh}对任何客户都成立，等于没有条件。`,
    en: `${en} holds for every customer, so it asks for nothing.`,
  });
}

import type { ActionName, FlowNode } from '@tagloom/contracts';
import type { CatalogIndex } from '../catalog/catalog-index.js';

export interface BothNames {
  zh: string;
  en: string;
}

const GATES: Record<string, BothNames> = {
  all: { zh: '全部满足', en: 'all of' },
  any: { zh: '任一满足', en: 'any of' },
  not: { zh: '不满足', en: 'not' },
  atLeast: { zh: '至少几项', en: 'at least' },
};
const ACTIONS: Record<ActionName, BothNames> = {
  addTag: { zh: '打标签', en: 'add tag' },
  removeTag: { zh: '移除标签', en: 'remove tag' },
  setTag: { zh: '设置标签值', en: 'set tag' },
  propose: { zh: '建议打标签', en: 'suggest tag' },
  setField: { zh: '更新资料', en: 'change profile' },
  assign: { zh: '分配负责人', en: 'assign' },
  notify: { zh: '通知同事', en: 'notify' },
  sendMaterial: { zh: '发送内容', en: 'send material' },
  webhook: { zh: '调用接口', en: 'call webhook' },
  emit: { zh: '导入的动作', en: 'imported action' },
};

/** A fact as people call it, or its name when the catalog does not know it. */
export function factName(name: string, index: CatalogIndex | undefined): BothNames {
  const label = index?.fact(name)?.label;
  return { zh: label?.['zh-CN'] ?? name, en: label?.en ?? label?.['zh-CN'] ?? name };
}

/** What a message calls a condition; one that has no fact yet goes without a name. */
export function conditionName(fact: string, index: CatalogIndex | undefined): BothNames {
  if (!fact) return { zh: '条件', en: 'The condition' };
  const { zh, en } = factName(fact, index);
  return { zh: `条件「${zh}」`, en: `The condition “${en}”` };
}

/** What a message calls a node: never its id. */
export function nodeName(node: FlowNode, index: CatalogIndex | undefined): BothNames {
  switch (node.kind) {
    case 'trigger':
      return { zh: '触发器', en: 'The trigger' };
    case 'condition':
      return conditionName(node.data.fact, index);
    case 'gate': {
      const { zh, en } = GATES[node.data.gate]!;
      return { zh: `闸门「${zh}」`, en: `The gate “${en}”` };
    }
    case 'score':
      return { zh: '分数阈值', en: 'The score' };
    case 'action': {
      const { zh, en } = ACTIONS[node.data.action];
      return { zh: `动作「${zh}」`, en: `The action “${en}”` };
    }
  }
}

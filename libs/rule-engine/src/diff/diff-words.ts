import type { FlowNodeKind, Locale } from '@tagloom/contracts';

/** The words of differences between two drawings, by language. */
const ZH = {
  kinds: { trigger: '触发时机', condition: '条件', gate: '闸门', score: '评分', action: '动作' } as Record<
    FlowNodeKind,
    string
  >,
  gates: { all: '全部满足', any: '任一满足', not: '不满足' },
  atLeast: (k: number) => `至少满足 ${k} 项`,
  score: (threshold: number, leave: number | undefined) =>
    `加权得分达到 ${threshold}%${leave === undefined ? '' : `（成立后低于 ${leave}% 才不再成立）`}`,
  weight: (name: string, weight: number) => `${name}为 ${weight}`,
  weights: (list: string) => `，权重：${list}`,
  priority: (priority: number) => `，优先级 ${priority}`,
  node: {
    added: (kind: string, says: string) => `新增${kind}：${says}`,
    removed: (kind: string, says: string) => `删除${kind}：${says}`,
    changed: (kind: string, before: string, after: string) => `${kind}由 ${before} 改为 ${after}`,
  },
  edge: {
    added: (from: string, to: string) => `新增连线：${from} → ${to}`,
    removed: (from: string, to: string) => `删除连线：${from} → ${to}`,
  },
  setting: (name: string, before: string, after: string) => `${name}由 ${before} 改为 ${after}`,
  /** In one language a change may not show: values that differ are worded alike. */
  inside: (kind: string, says: string) => `修改了${kind}的细节：${says}`,
  settings: { name: '规则名称', description: '说明', timeZone: '日期所用时区', audience: '适用客户' },
  quote: (text: string) => `“${text}”`,
  zones: { organisation: '组织所在时区', department: '部门所在时区', customer: '客户所在时区' } as Record<
    string,
    string
  >,
  everyone: '所有客户',
  include: (tags: string) => `有标签${tags}`,
  exclude: (tags: string) => `没有标签${tags}`,
  and: '、且',
  none: '空',
};
const EN: typeof ZH = {
  kinds: { trigger: 'trigger', condition: 'condition', gate: 'gate', score: 'score', action: 'action' },
  gates: { all: 'all of them', any: 'any of them', not: 'none of them' },
  atLeast: (k) => `at least ${k} of them`,
  score: (threshold, leave) =>
    `a weighted score of ${threshold}%${leave === undefined ? '' : ` (once it holds, it goes on until below ${leave}%)`}`,
  weight: (name, weight) => `${name} ${weight}`,
  weights: (list) => `, weights: ${list}`,
  priority: (priority) => `, priority ${priority}`,
  node: {
    added: (kind, says) => `Added the ${kind}: ${says}`,
    removed: (kind, says) => `Removed the ${kind}: ${says}`,
    changed: (kind, before, after) => `Changed the ${kind} from ${before} to ${after}`,
  },
  edge: {
    added: (from, to) => `Connected ${from} to ${to}`,
    removed: (from, to) => `Disconnected ${from} from ${to}`,
  },
  setting: (name, before, after) => `Changed the ${name} from ${before} to ${after}`,
  inside: (kind, says) => `Changed details of the ${kind}: ${says}`,
  settings: { name: 'name', description: 'description', timeZone: 'time zone of its days', audience: 'audience' },
  quote: (text) => `“${text}”`,
  zones: { organisation: 'the organisation’s', department: 'the department’s', customer: 'each customer’s own' },
  everyone: 'everyone',
  include: (tags) => `those who have ${tags}`,
  exclude: (tags) => `those who do not have ${tags}`,
  and: ' and ',
  none: 'nothing',
};

export type DiffWords = typeof ZH;
export const diffWordsOf = (locale: Locale): DiffWords => (locale === 'zh-CN' ? ZH : EN);

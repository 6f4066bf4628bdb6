import type { Flow, Problem } from '@tagloom/contracts';
import { validateFlow } from '@tagloom/rule-engine';
import type { CatalogView } from './catalog-views.js';
import type { LoadedTag } from './loaded-catalog.js';
import { lackingTags, tagNeeds, type TagNeed } from './tag-needs.js';

/**
 * What is wrong with a rule for its author: a tag that is hidden is not there, one that is not lent for it is refused. `departmentId`
 * is whose the flow is: what that department lacks, nobody publishes for it.
 */
export function ruleProblems(flow: Flow, view: CatalogView, departmentId: string | null = null): Problem[] {
  return [
    ...validateFlow(flow, view.from('exists').catalog),
    ...levelProblems(flow, view),
    ...departmentProblems(flow, view, departmentId),
  ];
}

/** Conditions and audiences need the level `use`, actions on a tag `assign`. Only tags that are seen are spoken of. Pure. */
export function levelProblems(flow: Flow, { whole, view }: CatalogView): Problem[] {
  if (view.isComplete) return [];
  return tagNeeds(flow).flatMap(({ key, needed, nodeIds }): Problem[] => {
    const tag = whole.tagByKey.get(key);
    if (!tag || !view.can('exists', tag.id) || view.can(needed, tag.id)) return [];
    return [levelProblem(tag, nodeIds, OWN[needed])];
  });
}

/** What the author has, and the department whose flow it is has not. Pure. */
function departmentProblems(flow: Flow, { whole, view, at }: CatalogView, departmentId: string | null): Problem[] {
  return lackingTags(flow, departmentId, whole, at).flatMap(({ tag, needed, nodeIds }) =>
    view.can(needed, tag.id) ? [levelProblem(tag, nodeIds, OF_FLOW[needed])] : [],
  );
}

type Sentence = (name: string) => string;
type Sentences = Record<TagNeed['needed'], { 'zh-CN': Sentence; en: Sentence }>;

const OWN: Sentences = {
  assign: {
    'zh-CN': (name) => `你的部门不能给客户打标签「${name}」。请向它的所属部门申请「可打标」。`,
    en: (name) =>
      `Your department may not give the tag “${name}”; ask the department that owns it for the level “assign”.`,
  },
  use: {
    'zh-CN': (name) => `你的部门不能在规则里使用标签「${name}」。请向它的所属部门申请「可用于规则」。`,
    en: (name) =>
      `Your department may not use the tag “${name}” in rules; ask the department that owns it for the level “use”.`,
  },
};
const OF_FLOW: Sentences = {
  assign: {
    'zh-CN': (name) => `规则所在的部门不能给客户打标签「${name}」。请先把「可打标」共享给这个部门。`,
    en: (name) =>
      `The flow’s department may not give the tag “${name}”; share it with that department to assign first.`,
  },
  use: {
    'zh-CN': (name) => `规则所在的部门不能在规则里使用标签「${name}」。请先把「可用于规则」共享给这个部门。`,
    en: (name) => `The flow’s department may not use the tag “${name}” in rules; share it with that department first.`,
  },
};

const levelProblem = (tag: LoadedTag, nodeIds: string[], say: Sentences['use']): Problem => ({
  code: 'level_too_low',
  severity: 'error',
  nodeIds,
  message: { 'zh-CN': say['zh-CN'](tag.name['zh-CN']), en: say.en(tag.name.en ?? tag.name['zh-CN']) },
});

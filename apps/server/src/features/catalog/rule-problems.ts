import type { Flow, Problem, ShareLevel } from '@tagloom/contracts';
import { validateFlow } from '@tagloom/rule-engine';
import type { CatalogView } from './catalog-views.js';

/** What is wrong with a rule for its author: a tag that is hidden is not there, one that is not lent for it is refused. */
export function ruleProblems(flow: Flow, view: CatalogView): Problem[] {
  return [...validateFlow(flow, view.from('exists').catalog), ...levelProblems(flow, view)];
}

/** Conditions and audiences need the level `use`, actions on a tag `assign`. Only tags that are seen are spoken of. Pure. */
export function levelProblems(flow: Flow, { whole, view }: CatalogView): Problem[] {
  if (view.isComplete) return [];
  return mentionsOf(flow).flatMap(({ key, needed, nodeIds }): Problem[] => {
    const tag = whole.tagByKey.get(key);
    if (!tag || !view.can('exists', tag.id) || view.can(needed, tag.id)) return [];
    const name = { 'zh-CN': tag.name['zh-CN'], en: tag.name.en ?? tag.name['zh-CN'] };
    const isSet = needed === 'assign';
    return [
      {
        code: 'level_too_low',
        severity: 'error',
        nodeIds,
        message: {
          'zh-CN': isSet
            ? `你的部门不能给客户打标签「${name['zh-CN']}」。请向它的所属部门申请「可打标」。`
            : `你的部门不能在规则里使用标签「${name['zh-CN']}」。请向它的所属部门申请「可用于规则」。`,
          en: isSet
            ? `Your department may not give the tag “${name.en}”; ask the department that owns it for the level “assign”.`
            : `Your department may not use the tag “${name.en}” in rules; ask the department that owns it for the level “use”.`,
        },
      },
    ];
  });
}

interface Mention {
  key: string;
  needed: ShareLevel;
  nodeIds: string[];
}

function mentionsOf({ nodes, audience }: Flow): Mention[] {
  const ofNodes = nodes.flatMap(({ id, kind, data }): Mention[] => {
    if (kind === 'action') return 'tag' in data ? [{ key: data.tag, needed: 'assign', nodeIds: [id] }] : [];
    if (kind !== 'condition') return [];
    const { fact, value } = data;
    const other: unknown = typeof value === 'object' && value !== null && 'fact' in value ? value.fact : null;
    return [fact, other].flatMap((name) =>
      typeof name === 'string' && name.startsWith('tag.')
        ? [{ key: name.slice('tag.'.length), needed: 'use', nodeIds: [id] }]
        : [],
    );
  });
  const { include = [], exclude = [] } = audience ?? {};
  return [...ofNodes, ...[...include, ...exclude].map((key): Mention => ({ key, needed: 'use', nodeIds: [] }))];
}

import type { CatalogIndex } from '../catalog/catalog-index.js';
import { nodeName, type BothNames } from '../validate/node-names.js';
import { priorityOf, type RuleAction, type TagWish } from './rule-action.js';

/** Where the other action is: in a flow of its own, or in this one. */
function placeOf({ flow, node }: RuleAction, index: CatalogIndex): BothNames {
  const { zh, en } = nodeName(node, index);
  if (!flow) return { zh: `本流程的另一个${zh}`, en: `another action of this flow (${lower(en)})` };
  return { zh: `流程「${flow.name}」`, en: `the flow “${flow.name}”` };
}
const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

function tagName({ data }: TagWish, index: CatalogIndex): BothNames {
  const name = index.tag(data.tag)?.name;
  return { zh: name?.['zh-CN'] ?? data.tag, en: name?.en ?? name?.['zh-CN'] ?? data.tag };
}

/** One adds what the other removes. */
export function opposed(one: RuleAction, other: RuleAction, mine: TagWish, index: CatalogIndex): BothNames {
  const [tag, place] = [tagName(mine, index), placeOf(other, index)];
  const [adds, removes] = mine.stance === 'assert' ? [one, other] : [other, one];
  const isAdded = priorityOf(adds) > priorityOf(removes);
  const [does, undoes] =
    mine.stance === 'assert'
      ? [
          { zh: '打上', en: 'adds' },
          { zh: '移除', en: 'removes' },
        ]
      : [
          { zh: '移除', en: 'removes' },
          { zh: '打上', en: 'adds' },
        ];
  return {
    zh: `这里${does.zh}「${tag.zh}」，而${place.zh}${undoes.zh}它，同一位客户可能同时满足两边的条件；那时按优先级${isAdded ? '打上' : '移除'}。`,
    en: `This ${does.en} “${tag.en}”, while ${place.en} ${undoes.en} it, and a customer can meet both conditions; the tag is then ${isAdded ? 'kept' : 'removed'}, by priority.`,
  };
}

/** Two values for one tag. */
export function differing(other: RuleAction, mine: TagWish, index: CatalogIndex): BothNames {
  const [tag, place] = [tagName(mine, index), placeOf(other, index)];
  return {
    zh: `这里和${place.zh}给「${tag.zh}」设置了不同的值，优先级相同，同一位客户可能同时满足两边的条件。请调整优先级或条件。`,
    en: `This and ${place.en} set “${tag.en}” to different values with the same priority, and a customer can meet both conditions; change a priority or a condition.`,
  };
}

/** Whoever gets it here has it already. */
export function superfluous(other: RuleAction, mine: TagWish, index: CatalogIndex): BothNames {
  const [tag, place] = [tagName(mine, index), placeOf(other, index)];
  const [zh, en] = mine.stance === 'assert' ? ['打上', 'gives'] : ['移除', 'removes'];
  return {
    zh: `满足这里条件的客户，${place.zh}都已经${zh}「${tag.zh}」，这个动作不会带来任何变化。`,
    en: `Everyone who meets this condition also meets that of ${place.en}, which ${en} “${tag.en}” anyway, so this action changes nothing.`,
  };
}

/** Whoever gets it here gets something stronger there. */
export function outdone(other: RuleAction, mine: TagWish, theirs: TagWish, index: CatalogIndex): BothNames {
  const [tag, rival, place] = [tagName(mine, index), tagName(theirs, index), placeOf(other, index)];
  if (mine.data.tag === theirs.data.tag)
    return {
      zh: `满足这里条件的客户，${place.zh}都会以更高的优先级给「${tag.zh}」设置另一个值，这里的值永远不会生效。`,
      en: `For everyone who meets this condition, ${place.en} sets “${tag.en}” to another value with a higher priority, so this value never counts.`,
    };
  return {
    zh: `满足这里条件的客户，${place.zh}都会以更高的优先级打上同组互斥的「${rival.zh}」，「${tag.zh}」永远不会生效。`,
    en: `Everyone who meets this condition gets “${rival.en}” of the same exclusive group from ${place.en} with a higher priority, so “${tag.en}” never wins.`,
  };
}

/** The same action under the same condition. */
export function repeated(other: RuleAction, index: CatalogIndex): BothNames {
  const place = placeOf(other, index);
  return {
    zh: `${place.zh}已经有条件和动作都相同的规则，请删掉其中一个。`,
    en: `The same action under the same condition is in ${place.en} already; remove one of them.`,
  };
}

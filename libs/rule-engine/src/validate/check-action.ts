import {
  isEffectAction,
  isTagAction,
  ROLES,
  type CatalogTag,
  type FlowNodeOf,
  type Recipient,
  type TagActionData,
} from '@tagloom/contracts';
import { isTimeZone } from '../time/local-day.js';
import { expectedForm, expectedTagValue } from './check-values.js';
import type { BothNames } from './node-names.js';
import type { Problems } from './problems.js';

type ActionNode = FlowNodeOf<'action'>;
type DataOf<A extends ActionNode['data']['action']> = Extract<ActionNode['data'], { action: A }>;

/** The tag of an action; undefined when there is nothing more to check about it. */
function checkTag(node: ActionNode, key: string, problems: Problems): CatalogTag | undefined {
  if (!key) {
    problems.at(
      node,
      'incomplete',
      ({ zh }) => `${zh}还没有选择标签。`,
      ({ en }) => `${en} has no tag yet; choose one.`,
    );
    return undefined;
  }
  if (!problems.index) return undefined;
  const tag = problems.index.tag(key);
  if (!tag)
    problems.at(
      node,
      'unknown_tag',
      ({ zh }) => `${zh}要用的标签「${key}」不存在，请重新选择。`,
      ({ en }) => `${en} uses the tag “${key}”, which does not exist; choose another.`,
    );
  return tag;
}

function checkTagValue(node: ActionNode, tag: CatalogTag, value: unknown, problems: Problems): void {
  const form = expectedTagValue(tag.kind, tag.values, value);
  if (!form) return;
  problems.at(
    node,
    'wrong_value',
    () => `标签「${tag.name['zh-CN']}」的值应当是${form.zh}。`,
    () => `The tag “${tag.name.en ?? tag.name['zh-CN']}” needs ${form.en}.`,
  );
}

function checkTagAction(node: ActionNode, data: TagActionData, problems: Problems): void {
  if (data.hold && data.membership !== 'while')
    problems.at(
      node,
      'wrong_membership',
      ({ zh }) => `${zh}：「至少保留」只适用于「条件成立期间」，请去掉它或改用「条件成立期间」。`,
      ({ en }) => `${en}: a shortest time only suits “while the condition holds”; remove it, or choose that.`,
    );
  if (data.validFor && data.membership === 'while')
    problems.at(
      node,
      'wrong_membership',
      ({ zh }) => `${zh}：「有效期」只适用于「仅首次」和「每次」，请去掉它或换一种方式。`,
      ({ en }) => `${en}: a period of validity only suits “once” and “every time”; remove it, or choose one of them.`,
    );
  const tag = checkTag(node, data.tag, problems);
  if (!tag) return;
  if (data.action === 'addTag' && tag.kind !== 'flag')
    problems.at(
      node,
      'wrong_value',
      () => `标签「${tag.name['zh-CN']}」带有值，请改用「设置标签值」。`,
      () => `The tag “${tag.name.en ?? tag.name['zh-CN']}” carries a value; use “set tag” instead.`,
    );
  if (data.action === 'setTag') checkTagValue(node, tag, data.value, problems);
}

function checkField(node: ActionNode, { field, value }: DataOf<'setField'>, problems: Problems): void {
  const isBlank = value === undefined || value === null || value === '';
  if (!field || isBlank) {
    problems.at(
      node,
      'incomplete',
      ({ zh }) => `${zh}还没有${field ? '填写内容' : '选择资料项'}。`,
      ({ en }) => `${en} has no ${field ? 'value' : 'field'} yet; ${field ? 'enter' : 'choose'} one.`,
    );
    return;
  }
  const known = problems.index?.profileField(field);
  if (!problems.index?.catalog.profileFields) return;
  if (!known) {
    problems.at(
      node,
      'unknown_field',
      ({ zh }) => `${zh}要改的资料项「${field}」不存在，请重新选择。`,
      ({ en }) => `${en} sets the field “${field}”, which does not exist; choose another.`,
    );
    return;
  }
  const form = expectedForm('same', value, known.type) ?? (field === 'time_zone' ? zoneForm(value) : undefined);
  if (!form) return;
  problems.at(
    node,
    'wrong_value',
    () => `资料「${known.label['zh-CN']}」的内容应当是${form.zh}。`,
    () => `The field “${known.label.en ?? known.label['zh-CN']}” needs ${form.en}.`,
  );
}

/** Days are counted in this field's zone, so it must be one. */
function zoneForm(value: unknown): BothNames | undefined {
  const isZone = typeof value === 'string' && isTimeZone(value);
  return isZone ? undefined : { zh: '一个时区名称，如 Asia/Shanghai', en: 'a time zone such as Asia/Shanghai' };
}

function isKnownRecipient(to: Recipient, problems: Problems): boolean {
  const catalog = problems.index?.catalog;
  switch (to.kind) {
    case 'role':
      return (ROLES as readonly string[]).includes(to.role);
    case 'user':
      return catalog?.users?.some(({ id }) => id === to.id) ?? true;
    case 'department':
      return catalog?.departments?.some(({ id }) => id === to.id) ?? true;
  }
}

/** What one action names must exist, and fit what it is used for. */
export function checkAction(node: ActionNode, problems: Problems): void {
  const { data } = node;
  if (isTagAction(data)) return checkTagAction(node, data, problems);
  if (!isEffectAction(data)) return;
  switch (data.action) {
    case 'propose': {
      const tag = checkTag(node, data.tag, problems);
      if (tag) checkTagValue(node, tag, data.value, problems);
      return;
    }
    case 'setField':
      return checkField(node, data, problems);
    case 'assign':
    case 'notify':
      if (!isKnownRecipient(data.to, problems))
        problems.at(
          node,
          'unknown_recipient',
          ({ zh }) => `${zh}的接收人不存在或已停用，请重新选择。`,
          ({ en }) => `${en} goes to someone who does not exist any more; choose another.`,
        );
      return;
    case 'webhook':
      if (problems.index?.catalog.endpoints?.some(({ id }) => id === data.endpoint) ?? true) return;
      problems.at(
        node,
        'unknown_endpoint',
        ({ zh }) => `${zh}要调用的接口不存在，请重新选择。`,
        ({ en }) => `${en} calls an endpoint that does not exist any more; choose another.`,
      );
      return;
    case 'sendMaterial':
      return;
  }
}

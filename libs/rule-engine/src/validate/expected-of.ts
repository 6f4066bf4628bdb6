import type { FactType } from '@tagloom/contracts';
import type { Operator } from '../operators/operator.js';
import { expectedForm } from './check-values.js';
import type { BothNames } from './node-names.js';

const MAX_ITEMS = 1000;
const LIST: BothNames = { zh: '一个列表', en: 'a list' };
const PLAIN: BothNames = { zh: '数字、文字或它们的列表', en: 'a number, a text or a list of them' };

const isPlain = (value: unknown): boolean =>
  typeof value === 'string' ||
  typeof value === 'boolean' ||
  Number.isFinite(value) ||
  (Array.isArray(value) && value.length <= MAX_ITEMS && value.every((item) => !Array.isArray(item) && isPlain(item)));

/** What a literal value should have been for an operator, decorated or not; undefined when it fits. */
export function expectedOf(operator: Operator, value: unknown, type: FactType | undefined): BothNames | undefined {
  const { decoration } = operator;
  if (!decoration) return expectedForm(operator.value, value, type);
  const { decorator, inner } = decoration;
  if (decorator.swaps) {
    if (type && inner.value === 'same' && !inner.decoration) return expectedForm('same', value, type);
    return isPlain(value) ? undefined : PLAIN;
  }
  if (decorator.listsFact) return expectedOf(inner, value, type && 'text');
  if (!decorator.listsValue) return expectedOf(inner, value, type);
  if (!Array.isArray(value) || value.length > MAX_ITEMS) return LIST;
  for (const item of value) {
    const form = expectedOf(inner, item, type);
    if (form) return form;
  }
  return undefined;
}

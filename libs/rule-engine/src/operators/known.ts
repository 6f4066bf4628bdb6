import { FACT_TYPES } from '@tagloom/contracts';
import type { Operator } from './operator.js';

export const isKnown: Operator = {
  name: 'isKnown',
  types: FACT_TYPES,
  native: false,
  value: 'none',
  editor: 'none',
  changesDaily: false,
  onUnknown: true,
  holds: (actual) => actual !== undefined,
  breaks: () => [],
  sql: ({ actual }) => `(${actual}) IS NOT NULL`,
  label: { 'zh-CN': '已知', en: 'is known' },
  sentence: { 'zh-CN': '{fact}已知', en: '{fact} is known' },
};

export const isUnknown: Operator = {
  ...isKnown,
  name: 'isUnknown',
  holds: (actual) => actual === undefined,
  sql: ({ actual }) => `(${actual}) IS NULL`,
  label: { 'zh-CN': '未知', en: 'is unknown' },
  sentence: { 'zh-CN': '{fact}未知', en: '{fact} is unknown' },
};

import type { Comparison, FactType, ProblemCode } from '@tagloom/contracts';
import { isForeignFact, type CatalogIndex } from '../catalog/catalog-index.js';
import { nameSegments, pathSegments } from '../facts/safe-path.js';
import { isReference } from '../flow/condition-tree.js';
import { compilePattern } from '../operators/matches.js';
import { OPERATORS } from '../operators/index.js';
import type { Operator } from '../operators/operator.js';
import { expectedOf } from './expected-of.js';
import { factName } from './node-names.js';

/** A finding about one comparison, without the place: the caller knows the node. */
export interface Finding {
  code: ProblemCode;
  severity: 'error' | 'warning';
  zh: string;
  en: string;
}

const error = (code: ProblemCode, zh: string, en: string): Finding => ({ code, severity: 'error', zh, en });
const TYPES: Record<FactType, { zh: string; en: string }> = {
  number: { zh: '数字', en: 'number' },
  text: { zh: '文字', en: 'text' },
  boolean: { zh: '是/否', en: 'yes/no' },
  date: { zh: '日期', en: 'date' },
  set: { zh: '多选', en: 'list' },
};

function checkFact(name: string, path: string | undefined, index: CatalogIndex | undefined): Finding[] {
  if (!nameSegments(name) || (path !== undefined && !pathSegments(path)))
    return [
      error(
        'unsafe_path',
        '数据项的名称或路径不被允许，只能是用点分隔的普通名称。',
        'the fact or its path is not allowed; use plain names separated by dots.',
      ),
    ];
  const fact = index?.fact(name);
  if (fact && path !== undefined)
    return [
      error(
        'unsafe_path',
        '这个数据项不能再取下一级，请去掉路径。',
        'this fact has nothing inside it; remove the path.',
      ),
    ];
  if (fact || !index) return [];
  if (isForeignFact(name))
    return [
      {
        code: 'foreign_fact',
        severity: 'warning',
        zh: `系统里没有「${name}」这项数据，在有人提供它之前一律视为未知。`,
        en: `“${name}” is not a fact of this system; it is unknown until someone provides it.`,
      },
    ];
  return [
    error(
      'unknown_fact',
      `找不到数据项「${name}」，它可能已被删除，请重新选择。`,
      `the fact “${name}” does not exist, it may have been deleted; choose another.`,
    ),
  ];
}

function checkReference(
  operator: Operator,
  comparison: Comparison,
  type: FactType | undefined,
  index: CatalogIndex | undefined,
): Finding[] {
  const reference = comparison.value;
  if (!isReference(reference) || typeof reference.fact !== 'string') return [];
  if (operator.value !== 'same' && !operator.native)
    return [
      error(
        'wrong_value',
        '这个比较方式不能与另一个数据项比较，请填写具体的值。',
        'this operator cannot compare with another fact; enter a value.',
      ),
    ];
  const findings = checkFact(reference.fact, reference.path, index);
  const other = index?.fact(reference.fact)?.type;
  const isOneOfOther = operator.value === 'list' || operator.value === 'element' || operator.decoration;
  if (type && other && !isOneOfOther && type !== other)
    findings.push(
      error(
        'wrong_value',
        '两个数据项的类型不同，不能比较。',
        'the two facts are of different types and cannot be compared.',
      ),
    );
  return findings;
}

function checkValue(operator: Operator, comparison: Comparison, type: FactType | undefined): Finding[] {
  const { value } = comparison;
  const isBlank = value === undefined || value === null || (value === '' && type !== undefined);
  if (operator.value !== 'none' && isBlank)
    return [error('incomplete', '还没有填写要比较的值。', 'it has no value to compare with yet; enter one.')];
  if (operator.value === 'pattern')
    return typeof value === 'string' && compilePattern(value)
      ? []
      : [
          error(
            'unsafe_pattern',
            '正则表达式无法使用：请检查写法（不支持回溯引用和环视，最长 500 个字符）。',
            'its pattern cannot be used: check it (no back-references or look-around, at most 500 characters).',
          ),
        ];
  const form = expectedOf(operator, value, type);
  return form ? [error('wrong_value', `值应当是${form.zh}。`, `its value must be ${form.en}.`)] : [];
}

/** Everything that is wrong with one comparison on its own. */
export function checkComparison(comparison: Comparison, index: CatalogIndex | undefined): Finding[] {
  if (!comparison.fact) return [error('incomplete', '还没有选择数据项。', 'it has no fact yet; choose one.')];
  const findings = checkFact(comparison.fact, comparison.path, index);
  if (findings.some(({ severity }) => severity === 'error')) return findings;
  if (!comparison.operator)
    return [...findings, error('incomplete', '还没有选择比较方式。', 'it has no operator yet; choose one.')];
  const operator = OPERATORS.get(comparison.operator);
  if (!operator)
    return [
      ...findings,
      error(
        'unknown_operator',
        `没有「${comparison.operator}」这个比较方式，请重新选择。`,
        `it uses “${comparison.operator}”, which is no operator; choose another.`,
      ),
    ];
  const type = index?.fact(comparison.fact)?.type;
  if (type && !operator.types.includes(type)) {
    const name = factName(comparison.fact, index);
    return [
      ...findings,
      error(
        'wrong_operator',
        `「${name.zh}」是${TYPES[type].zh}，不能用「${operator.label['zh-CN']}」比较，请换一种比较方式。`,
        `it cannot use “${operator.label.en}”: “${name.en}” is a ${TYPES[type].en}; choose another operator.`,
      ),
    ];
  }
  if (isReference(comparison.value)) return [...findings, ...checkReference(operator, comparison, type, index)];
  return [...findings, ...checkValue(operator, comparison, type)];
}

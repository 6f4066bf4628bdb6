import type { FactDefinition } from '@tagloom/contracts';
import { editorFor, OPERATORS, operatorsFor, type ValueEditor } from '@tagloom/rule-engine';
import { isFactReference } from './value-text';

/** The editor of a value, or nothing while fact or operator are not chosen or do not suit each other. */
export function editorOf(fact: FactDefinition | undefined, operatorName: string | undefined): ValueEditor | undefined {
  const operator = operatorName === undefined ? undefined : OPERATORS.get(operatorName);
  return fact && operator?.types.includes(fact.type) ? editorFor(operator, fact.type) : undefined;
}

/** What a newly chosen fact is compared with at first. */
export function firstComparison(fact: FactDefinition): { operator: string; value: unknown } {
  const operator = operatorsFor(fact.type)[0]!;
  return { operator: operator.name, value: fact.type === 'boolean' ? true : undefined };
}

/** The value after another operator was chosen: kept where it still fits, else empty. */
export function valueForOperator(
  fact: FactDefinition,
  operatorName: string,
  from: string | undefined,
  value: unknown,
): unknown {
  const [next, last] = [OPERATORS.get(operatorName), from === undefined ? undefined : OPERATORS.get(from)];
  if (!next || next.value === 'none') return undefined;
  if (last?.value === next.value && editorOf(fact, from) === editorOf(fact, operatorName)) return value;
  const many = next.value === 'list' || next.value === 'elements' || next.value === 'words';
  if (many && value !== undefined && !Array.isArray(value) && !isFactReference(value)) return [value];
  return fact.type === 'boolean' ? true : undefined;
}

/** The comparison can be evaluated: its value has the shape that the operator asks for. */
export function isComplete(operatorName: string, value: unknown): boolean {
  const operator = OPERATORS.get(operatorName);
  if (!operator) return false;
  if (operator.value === 'none' || isFactReference(value)) return true;
  if (operator.value === 'range') return Array.isArray(value) && value.length === 2 && value.every(isGiven);
  return Array.isArray(value) ? value.length > 0 : isGiven(value);
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

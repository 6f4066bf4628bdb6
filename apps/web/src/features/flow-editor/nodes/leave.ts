import type { FactDefinition, FlowNodeOf } from '@tagloom/contracts';

type Data = FlowNodeOf<'condition'>['data'];
const BY_SIZE = ['greaterThan', 'greaterThanInclusive', 'lessThan', 'lessThanInclusive'];

/** Only a number compared by size with a number has an easier value to go by once the action holds. */
export function canLeave({ operator, value, leaveValue }: Data, fact: FactDefinition | undefined): boolean {
  if (leaveValue !== undefined) return true;
  return fact?.type === 'number' && BY_SIZE.includes(operator) && typeof value === 'number';
}

/** Which way is easier: down for «at least», up for «at most». */
export const isRising = (operator: string): boolean => operator.startsWith('greater');

export function withLeave(data: Data, leaveValue: number | undefined): Data {
  const { leaveValue: _before, ...rest } = data;
  return leaveValue === undefined ? rest : { ...rest, leaveValue };
}

import { FactReference, type Condition, type FieldLevel, type Flow } from '@tagloom/contracts';

interface Asked {
  fact: string;
  path: string;
}
/** A masked value is seen to be there, so that one may ask whether it is. */
export const isPresence = (operator: string): boolean => operator === 'isKnown' || operator === 'isUnknown';

/** The first comparison with a field that must not be asked about, on either side. Pure. */
export function restrictedLeaf(
  condition: Condition,
  path: string,
  levelOf: (fact: string) => FieldLevel,
): Asked | null {
  const among = (parts: readonly Condition[], at: string) => {
    for (const [index, part] of parts.entries()) {
      const found = restrictedLeaf(part, `${path}.${at}.${index}`, levelOf);
      if (found) return found;
    }
    return null;
  };
  if ('all' in condition) return among(condition.all, 'all');
  if ('any' in condition) return among(condition.any, 'any');
  if ('not' in condition) return restrictedLeaf(condition.not, `${path}.not`, levelOf);
  if ('atLeast' in condition) return among(condition.atLeast.of, 'atLeast.of');
  if ('score' in condition)
    return among(
      condition.score.of.map((input) => input.condition),
      'score.of',
    );
  const { fact, operator, value } = condition;
  const level = levelOf(fact);
  if (level === 'hidden' || (level === 'masked' && !isPresence(operator))) return { fact, path };
  const other = FactReference.safeParse(value);
  return other.success && levelOf(other.data.fact) !== 'shown' ? { fact: other.data.fact, path } : null;
}

/** What the nodes of a flow ask. */
export function flowConditions(flow: Flow): { nodeId: string; condition: Condition }[] {
  return flow.nodes.flatMap((node) =>
    node.kind === 'condition' ? [{ nodeId: node.id, condition: node.data as Condition }] : [],
  );
}

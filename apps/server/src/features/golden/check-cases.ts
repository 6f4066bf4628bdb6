import type { Catalog, ErrorIssue, GoldenCase, GoldenExpectation } from '@tagloom/contracts';
import { IS_OF_TYPE } from '@tagloom/rule-engine';
import { DomainError } from '../../platform/errors/domain-error.js';

const MAX_ISSUES = 100;

/** Refuses cases whose facts or tags do not exist here, or whose values are of another type. */
export function checkCases(cases: readonly GoldenCase[], catalog: Catalog): void {
  const types = new Map(catalog.facts.map(({ name, type }) => [name, type]));
  const tags = new Set(catalog.tags.map(({ key }) => key));
  const issues = cases.flatMap((golden, at) => [
    ...factIssues(golden, at, types),
    ...golden.expected.flatMap((expected, place) => tagIssue(expected, `cases.${at}.expected.${place}`, tags)),
    ...(golden.has ?? []).flatMap((had, place) => tagIssue(had, `cases.${at}.has.${place}`, tags)),
  ]);
  if (issues.length === 0) return;
  throw new DomainError('golden_table_invalid', issues[0].message, {
    path: issues[0].path,
    hint: 'Correct or remove what the issues name, then save again',
    params: { row: Number(issues[0].path.split('.')[1]) + 1 },
    issues: issues.slice(0, MAX_ISSUES),
  });
}

function factIssues(
  { facts }: GoldenCase,
  at: number,
  types: ReadonlyMap<string, keyof typeof IS_OF_TYPE>,
): ErrorIssue[] {
  return Object.entries(facts).flatMap(([name, value]): ErrorIssue[] => {
    const path = `cases.${at}.facts.${name}`;
    const type = types.get(name);
    if (type === undefined) return [{ path, code: 'unknown_fact', message: `There is no fact ${name}` }];
    if (IS_OF_TYPE[type](value)) return [];
    return [{ path, code: 'wrong_value', message: `${name} takes a value of the type ${type}` }];
  });
}

function tagIssue(expected: GoldenExpectation, path: string, tags: ReadonlySet<string>): ErrorIssue[] {
  if ('node' in expected || tags.has(expected.tag)) return [];
  return [{ path, code: 'unknown_tag', message: `There is no tag ${expected.tag}` }];
}

import { localize, type ErrorCode, type ErrorIssue, type Locale, type Problem } from '@tagloom/contracts';
import { FlowError } from '@tagloom/rule-engine';
import { DomainError } from '../../platform/errors/domain-error.js';

/** Problems as issues of an error: the path is the node's id. */
export function issuesOf(problems: readonly Problem[], locale: Locale): ErrorIssue[] {
  return problems.map(({ code, nodeIds, message }) => ({
    path: nodeIds[0] ?? '',
    code,
    message: localize(message, locale),
  }));
}

/** A refusal that names every problem. */
export function flowRefused(code: ErrorCode, problems: readonly Problem[], locale: Locale): DomainError {
  const issues = issuesOf(problems, locale);
  return new DomainError(code, issues[0]?.message ?? 'The flow is not valid', {
    ...(issues[0]?.path && { path: issues[0].path }),
    hint: 'Correct the nodes that the issues name',
    issues,
  });
}

/** The rule engine's refusals as errors of the API; anything else passes. */
export async function refusingAs<T>(code: ErrorCode, locale: Locale, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof FlowError) throw flowRefused(code, error.problems, locale);
    throw error;
  }
}

export { flowNotFound } from '../catalog/visible-flows.js';

/** `both` is what was asked for, and what it is now. */
export const revisionConflict = (revision: number, both?: { yours: object; theirs: object }) =>
  new DomainError('revision_conflict', 'Someone else has saved this flow meanwhile', {
    path: 'revision',
    hint: 'Load the flow again, then repeat the edit',
    params: { revision, ...both },
  });

import type { Problem, ProblemCode } from '@tagloom/contracts';

/**
 * A flow, rule set or condition that cannot be used. `problems` says what, where (node ids) and what to do, in both
 * languages; `code` is the code of the first one.
 */
export class FlowError extends Error {
  override readonly name = 'FlowError';
  readonly code: ProblemCode;

  constructor(readonly problems: Problem[]) {
    super(problems.map((problem) => problem.message.en).join(' ') || 'The flow is not valid.');
    this.code = problems[0]?.code ?? 'malformed';
  }
}

/** An error-level problem, thrown at once. */
export function refuse(code: ProblemCode, nodeIds: string[], zh: string, en: string): never {
  throw new FlowError([{ code, severity: 'error', nodeIds, message: { 'zh-CN': zh, en } }]);
}

import { createHash } from 'node:crypto';
import type { ApprovalAct } from '@tagloom/contracts';

export type CasePart = string | number | boolean | null | readonly CasePart[];

/**
 * The name of one act in one state: who agreed to it agreed to these parts and no others. Ids alone are not enough; a revision,
 * or what the second person saw, belongs to it.
 */
export function caseKey(act: ApprovalAct, ...parts: readonly CasePart[]): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([act, ...parts]))
    .digest('base64url');
  return `${act}:${digest}`;
}

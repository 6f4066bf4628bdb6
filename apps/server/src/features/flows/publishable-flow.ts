import type { Flow, Locale } from '@tagloom/contracts';
import { parseFlow } from '@tagloom/rule-engine';
import type { CatalogView } from '../catalog/catalog-views.js';
import { ruleProblems } from '../catalog/rule-problems.js';
import { flowRefused, refusingAs } from './flow-failures.js';

/**
 * The draft as a flow that can be published by whose view it is, or a refusal. It may not wait for facts that nobody provides, which
 * a draft may. `departmentId` is whose flow it is.
 */
export async function publishableFlow(
  draft: Flow,
  view: CatalogView,
  locale: Locale,
  departmentId: string | null,
): Promise<Flow> {
  const problems = ruleProblems(draft, view, departmentId).filter(
    ({ severity, code }) => severity === 'error' || code === 'foreign_fact',
  );
  if (problems.length > 0) throw flowRefused('flow_invalid', problems, locale);
  return refusingAs('flow_invalid', locale, () => parseFlow(draft));
}

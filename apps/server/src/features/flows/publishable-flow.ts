import type { Catalog, Flow, Locale } from '@tagloom/contracts';
import { parseFlow, validateFlow } from '@tagloom/rule-engine';
import { flowRefused, refusingAs } from './flow-failures.js';

/** The draft as a flow that can be published, or a refusal. It may not wait for facts that nobody provides, which a draft may. */
export async function publishableFlow(draft: Flow, catalog: Catalog, locale: Locale): Promise<Flow> {
  const problems = validateFlow(draft, catalog).filter(
    ({ severity, code }) => severity === 'error' || code === 'foreign_fact',
  );
  if (problems.length > 0) throw flowRefused('flow_invalid', problems, locale);
  return refusingAs('flow_invalid', locale, () => parseFlow(draft));
}

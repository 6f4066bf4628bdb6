import type { ActionData, Catalog, Flow, Problem, Recipient } from '@tagloom/contracts';
import { validateFlow } from '@tagloom/rule-engine';
import { LACKS, type Lack } from './problem-texts';

const isNobody = (to: Recipient): boolean => (to.kind === 'role' ? to.role === '' : to.id === '');

function isLink(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

/** What an effect still lacks before it can happen. */
function lackOf(data: ActionData): Lack | undefined {
  switch (data.action) {
    case 'assign':
      return isNobody(data.to) ? 'recipient' : undefined;
    case 'notify':
      return isNobody(data.to) ? 'recipient' : data.message.trim() === '' ? 'message' : undefined;
    case 'sendMaterial':
      if (data.title.trim() === '') return 'title';
      if (data.text.trim() === '') return 'text';
      return data.url !== undefined && !isLink(data.url) ? 'url' : undefined;
    case 'webhook':
      return data.endpoint === '' ? 'endpoint' : undefined;
    default:
      return undefined;
  }
}

/** Everything that is wrong with a flow being drawn: what the rule engine finds, and what is simply not filled in yet. */
export function problemsOf(flow: Flow, catalog: Catalog): Problem[] {
  const lacks = flow.nodes.flatMap((node): Problem[] => {
    const lack = node.kind === 'action' ? lackOf(node.data) : undefined;
    return lack ? [{ code: 'incomplete', severity: 'error', nodeIds: [node.id], message: LACKS[lack] }] : [];
  });
  const empty = new Set(lacks.flatMap(({ nodeIds }) => nodeIds));
  // Nobody chosen yet is no recipient who is gone.
  const isSaid = ({ code, nodeIds }: Problem) =>
    (code === 'unknown_recipient' || code === 'unknown_endpoint') && nodeIds.some((id) => empty.has(id));
  return [...validateFlow(flow, catalog).filter((problem) => !isSaid(problem)), ...lacks];
}
